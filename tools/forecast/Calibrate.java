import dev.outlay.catalog.Catalog;
import dev.outlay.forecast.Calibrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Fits the constants of predictions to the published runs and writes them. Re-runnable: the same runs give the
/// same bytes. Takes less than a minute.
///
///     ./mvnw -q -Dquick -pl core compile
///     java -cp core/target/classes tools/forecast/Calibrate.java \
///         core/src/main/resources/dev/outlay/forecast/calibration.txt
///
/// The method is described in docs/concepts/prediction.md.
final class Calibrate {

    private Calibrate() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("use: java -cp core/target/classes tools/forecast/Calibrate.java OUT_FILE");
            System.exit(2);
        }
        Files.write(Path.of(args[0]), Calibrator.calibrate(Catalog.builtin(), System.err::println));
    }
}
