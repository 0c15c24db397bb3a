/// Alerts as e-mail, over SMTP.
@NullMarked
package dev.outlay.connect.email;

import org.jspecify.annotations.NullMarked;
