package dev.outlay.report;

import dev.outlay.allocation.RunHistory;
import dev.outlay.allocation.RunLineage;
import dev.outlay.ledger.Costs;
import dev.outlay.ledger.Measure;
import dev.outlay.units.CallersMistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One run down to its devices: what each attempt, pod and device cost, held, drew and emitted.
final class RunReport implements Report {

    private static final int NAMED = 3;
    private static final Parameter ID = Parameter.one("id", "train-llama", "The run to take apart");

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String description() {
        return "One run as a tree of attempts, pods and devices, with the cost of failed and redone work.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(ID, RunLedger.MEASURE);
    }

    @Override
    public List<String> examples() {
        return List.of("report run --id train-llama    # what the run and each of its attempts cost");
    }

    @Override
    public Table answer(Parameters parameters, Desk desk) {
        String id = parameters.required(ID);
        Measure measure = RunLedger.measure(parameters);
        var runs = new RunLedger(desk.ledger());
        Map<String, RunHistory> histories = runs.histories();
        RunHistory history = histories.get(id);
        if (history == null) {
            throw unknown(id, histories);
        }
        RunLineage lineage =
                Objects.requireNonNull(runs.lineages(List.of(history), measure).get(id));
        Map<String, RunLineage.Split> splits = lineage.splits();
        String currency = splits.size() == 1 ? splits.keySet().iterator().next() : null;
        currency = Costs.NO_CURRENCY.equals(currency) ? null : currency;
        // several currencies, or no price at all, have no sums
        RunLineage.Split split = currency == null ? null : splits.get(currency);
        var tree = new RunTree(lineage, splits.size() > 1, desk.now());
        Map<String, @Nullable String> heading = new LinkedHashMap<>();
        heading.put("run", id);
        heading.put("model", history.latest(attempt -> attempt.model()).orElse(null));
        heading.put("status", history.standing(desk.now()).orElse(null));
        heading.put("measure", measure.text());
        heading.put("total", split == null ? null : Texts.money(split.total()));
        heading.put("currency", currency);
        heading.put("failed_cost", split == null ? null : Texts.money(split.failed()));
        heading.put("redone_cost", split == null ? null : Texts.money(split.lost()));
        heading.put("between_attempts_cost", split == null ? null : Texts.money(split.between()));
        heading.put("useful_cost", split == null ? null : Texts.money(split.useful()));
        heading.put("attempts", Integer.toString(history.attempts().size()));
        heading.put("charges", Long.toString(lineage.charges()));
        heading.put("unpriced", Long.toString(lineage.unpriced()));
        return Table.of(name(), heading, tree.columns(currency), tree.rows(), notes(lineage, splits));
    }

    private static List<String> notes(RunLineage lineage, Map<String, RunLineage.Split> splits) {
        List<String> notes = new ArrayList<>();
        RunHistory history = lineage.history();
        if (history.attempts().isEmpty()) {
            notes.add("no attempt of this run is known, so all its cost lies between attempts: import them with"
                    + " outlay import runs");
        }
        if (lineage.charges() == 0) {
            notes.add("no charge names this run: usage and bills name it in the column run_id or by a tag");
        }
        if (lineage.unpriced() > 0) {
            notes.add(lineage.unpriced() + " of " + lineage.charges()
                    + " charges have no price and are in no sum of money");
        }
        if (lineage.withoutEnergy() > 0) {
            notes.add(lineage.withoutEnergy() + " of " + lineage.charges()
                    + " charges held a GPU whose energy is not known: energy and carbon lack them");
        }
        if (splits.size() > 1) {
            notes.add("there is no total over several currencies: " + String.join(", ", splits.keySet()));
        }
        return notes;
    }

    static CallersMistake unknown(String id, Map<String, RunHistory> histories) {
        return new CallersMistake("no run is called '" + id + "': " + known(id, histories));
    }

    private static String known(String id, Map<String, RunHistory> histories) {
        if (histories.isEmpty()) {
            return "the ledger knows no run; import runs with outlay import runs, or usage with a run_id";
        }
        List<String> names = histories.keySet().stream()
                .sorted(Comparator.comparing((String name) -> !name.contains(id) && !id.contains(name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NAMED)
                .toList();
        return "there are " + histories.size() + " runs, such as " + String.join(", ", names)
                + "; outlay report runs lists them";
    }
}
