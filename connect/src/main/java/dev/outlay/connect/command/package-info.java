/// Targets that are started, stopped and scaled by the user's own commands, as `automation.yaml` names them.
@NullMarked
package dev.outlay.connect.command;

import org.jspecify.annotations.NullMarked;
