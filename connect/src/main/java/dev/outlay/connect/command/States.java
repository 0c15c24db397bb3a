package dev.outlay.connect.command;

import dev.outlay.spot.TargetState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a command of state says: `running`, `running COUNT` or `stopped`.
final class States {

    private static final Pattern RUNNING = Pattern.compile("running(?: (\\d{1,6}))?");
    private static final int LONGEST = 80;

    private States() {}

    static TargetState read(String text) {
        String said = text.strip();
        Matcher running = RUNNING.matcher(said);
        if (running.matches()) {
            if (running.group(1) == null) {
                return new TargetState.Running(null);
            }
            int count = Integer.parseInt(running.group(1));
            return count == 0 ? new TargetState.Stopped() : new TargetState.Running(count);
        }
        if (said.equals("stopped")) {
            return new TargetState.Stopped();
        }
        String shown = said.length() > LONGEST ? said.substring(0, LONGEST) + "..." : said;
        return new TargetState.Unknown("its command of state says '" + shown.replaceAll("\\p{Cntrl}", " ")
                + "' and not running, running COUNT or stopped");
    }
}
