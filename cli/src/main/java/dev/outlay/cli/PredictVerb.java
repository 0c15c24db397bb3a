package dev.outlay.cli;

import dev.outlay.Outlay;
import dev.outlay.catalog.Catalog;
import dev.outlay.connect.file.TrainingRunsFile;
import dev.outlay.forecast.Evaluation;
import dev.outlay.forecast.Predictor;
import dev.outlay.forecast.TrainingRun;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.PredictReport;
import dev.outlay.report.PredictionTables;
import dev.outlay.report.Table;
import dev.outlay.units.CallersMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Predicts one run from options, or every run of a file; or says how good predictions are.
final class PredictVerb implements Callable<Integer> {

    private final Session session;
    private final ReportOptions options;
    private final OptionSpec file = OptionSpec.builder("--file")
            .type(Path.class)
            .paramLabel("RUNS.csv")
            .description("Predict every run of a file: id, metric, predicted, low, high, basis.")
            .build();
    private final OptionSpec history = OptionSpec.builder("--history")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .arity("1")
            .paramLabel("RUNS.csv")
            .description("Also learn from the runs of a file. May be given more than once.")
            .build();
    private final OptionSpec evaluate = OptionSpec.builder("--evaluate")
            .type(Boolean.class)
            .arity("0")
            .description("Predict runs whose outcome is known, each without its family, and say how far off that was.")
            .build();

    private PredictVerb(Session session) {
        this.session = session;
        this.options = new ReportOptions(new PredictReport());
    }

    static CommandLine command(Session session) {
        var verb = new PredictVerb(session);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(verb).name("predict");
        verb.options.addTo(spec);
        spec.addOption(verb.file).addOption(verb.history).addOption(verb.evaluate);
        var report = new PredictReport();
        List<String> examples = new ArrayList<>(report.examples());
        examples.add("predict --file runs.csv --history ours.csv --output csv    # every run of a file");
        examples.add("predict --evaluate    # how far off predictions of published runs are");
        Help.describe(spec, report.description(), examples);
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws Exception {
        Path runs = file.getValue();
        List<TrainingRun> known = known();
        if (Boolean.TRUE.equals(evaluate.getValue())) {
            session.print(evaluation(runs, known));
            return 0;
        }
        if (runs == null) {
            session.print(one(options.given(), known));
            return 0;
        }
        if (!options.given().values().isEmpty()) {
            throw new CallersMistake("--file names the runs, so "
                    + String.join(", ", options.given().values().keySet()) + " of one run cannot be given with it");
        }
        TrainingRunsFile.Runs asked = TrainingRunsFile.toPredict(runs);
        asked.refused().forEach(each -> say(each.id() + " cannot be predicted: " + each.reason()));
        Table table = PredictionTables.predictions(learned(known), asked.runs());
        table.notes().forEach(this::say);
        session.print(table);
        return 0;
    }

    private Table one(Parameters asked, List<TrainingRun> known) {
        boolean needsLedger =
                asked.values().containsKey("ledger-runs") || asked.values().containsKey("ledger-prices");
        if (known.isEmpty()) {
            return session.answer("predict", asked, List.of(), needsLedger);
        }
        if (needsLedger && session.server().isPresent()) {
            throw new CallersMistake("a server owns the ledger, so its runs and prices cannot be used beside --history:"
                    + " leave one of them out, or stop the server");
        }
        try (Outlay outlay = session.outlay()) {
            return outlay.predict(asked, known);
        }
    }

    private Table evaluation(@Nullable Path runs, List<TrainingRun> known) throws SourceException {
        if (runs == null) {
            return PredictionTables.evaluation(
                    known.isEmpty()
                            ? Evaluation.ofPublishedRuns(Catalog.builtin())
                            : Evaluation.leaveOneFamilyOut(Predictor.builtin(Catalog.builtin()), known));
        }
        TrainingRunsFile.Runs asked = TrainingRunsFile.withOutcomes(runs);
        asked.refused().forEach(each -> say(each.id() + " was refused: " + each.reason()));
        return PredictionTables.evaluation(Evaluation.leaveOneFamilyOut(learned(known), asked.runs()));
    }

    private Predictor learned(List<TrainingRun> known) {
        Predictor builtin = Predictor.builtin(Catalog.builtin());
        if (known.isEmpty()) {
            return builtin;
        }
        Predictor.Learned learned = builtin.learning(known);
        learned.refused().forEach(each -> say(each.id() + " was not learned from: " + each.reason()));
        return learned.predictor();
    }

    private List<TrainingRun> known() throws SourceException {
        List<Path> files = history.getValue();
        List<TrainingRun> known = new ArrayList<>();
        for (Path each : files == null ? List.<Path>of() : files) {
            TrainingRunsFile.Runs read = TrainingRunsFile.withOutcomes(each);
            read.refused().forEach(refused -> say(refused.id() + " was not learned from: " + refused.reason()));
            known.addAll(read.runs());
        }
        return known;
    }

    private void say(String line) {
        session.err().println("outlay: " + line);
    }
}
