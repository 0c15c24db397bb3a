/// The dashboard in a real browser, on a started server with the sample company.
@NullMarked
package dev.outlay.browser;

import org.jspecify.annotations.NullMarked;
