package dev.outlay.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/// How a page is looked at.
enum Look {
    LIGHT_DESKTOP(ColorScheme.LIGHT, 1280, 900),
    DARK_DESKTOP(ColorScheme.DARK, 1280, 900),
    LIGHT_PHONE(ColorScheme.LIGHT, 390, 844),
    DARK_PHONE(ColorScheme.DARK, 390, 844);

    final ColorScheme scheme;
    final int width;
    final int height;

    Look(ColorScheme scheme, int width, int height) {
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    /// Its name in the files of screenshots: `dark-phone`.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
