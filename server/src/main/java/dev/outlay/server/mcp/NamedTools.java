package dev.outlay.server.mcp;

import dev.outlay.report.Table;
import dev.outlay.server.access.Visitor;
import dev.outlay.units.CallersMistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tools that agents ask for by the question they have. Each is answered by reports, whose parameters it names
/// as agents are used to; it holds no arithmetic. Stateless and thread-safe.
final class NamedTools {

    private static final String REPORTS = "GET /api/v1/reports/";
    private static final List<Input> WORK = List.of(
            Input.text("model", "ResNet-50", "The model's name, as published"),
            Input.text(
                    "arch",
                    "cnn",
                    "What kind of model: dense-lm, moe-lm, encoder-lm, seq2seq-rnn, cnn, detector, gan,"
                            + " diffusion, speech, recsys, vit-ssl or clip (default: dense-lm)"),
            Input.text("params", "7B", "How many parameters it has, instead of a published name"));
    private static final List<Input> WHERE = List.of(
            Input.text("provider", "aws", "Only this provider"),
            Input.text("region", "us-east-1", "Only this region, by the provider's own name"),
            Input.text("capacity", "spot", "How it is bought: on-demand, spot or reserved"));

    private NamedTools() {}

    static List<Tool> all() {
        return List.of(
                calculateTrainingCost(),
                forecastTrainingCost(),
                checkTrainingBudget(),
                getTrainingCostReport(),
                compareTrainingConfigs(),
                recommendCostOptimization(),
                explainChange());
    }

    private static Tool calculateTrainingCost() {
        List<Input> inputs = new ArrayList<>(List.of(
                Input.number("hours", "10", "How many hours each machine runs").needed(),
                Input.text("instance", "p3.2xlarge", "The provider's instance type; needs provider"),
                Input.text("gpu", "A100", "A GPU model, instead of an instance: its offers are ranked by cost"),
                Input.number("gpu_count", "8", "How many GPUs one machine has, with gpu"),
                Input.number("count", "4", "How many machines (default: 1)")));
        inputs.addAll(WHERE);
        inputs.add(Input.number("storage_gib", "500", "GiB stored beside it for the same hours"));
        inputs.add(Input.number("egress_gib", "100", "GiB that leave for the internet"));
        return tool(
                "calculate_training_cost",
                "Calculate a training's cost",
                """
                What so many hours on a machine cost, part by part in USD, with energy in kWh and carbon in gCO2e. \
                Give provider and instance for one machine, or gpu to rank the offers of every provider. \
                Prices are those of the catalog, with their date and source. To start from a model and its data \
                instead of hours use predict or plan.
                Example: {"provider":"aws","instance":"p3.2xlarge","region":"us-east-1","hours":10}
                Example: {"gpu":"A100","gpu_count":8,"hours":24,"capacity":"spot"}""",
                inputs,
                REPORTS + "estimate",
                (given, visitor) -> {
                    boolean ranked = given.text("gpu").isPresent();
                    if (ranked == given.text("instance").isPresent()) {
                        throw new CallersMistake("say what it runs on: provider and instance, such as aws and"
                                + " p3.2xlarge, or gpu, such as A100" + (ranked ? "; not both" : ""));
                    }
                    if (!ranked && given.text("provider").isEmpty()) {
                        throw given.missing("provider");
                    }
                    return visitor.outlay()
                            .answer(
                                    ranked ? "compare" : "estimate",
                                    new Question()
                                            .asGiven(
                                                    given, "hours", "provider", "region", "capacity", "instance", "gpu")
                                            .ask(given, "gpu_count", "gpu-count")
                                            .ask(given, "count", ranked ? "nodes" : "count")
                                            .ask(given, "storage_gib", "storage-gib")
                                            .ask(given, "egress_gib", "egress-gib")
                                            .parameters());
                });
    }

    private static Tool forecastTrainingCost() {
        return tool(
                "forecast_training_cost",
                "Forecast a running training's cost",
                """
                When a run that goes on will be done and what it will still cost in its currency, with an interval of \
                90 % and what-ifs of stopping early. It rests on the pace and the charges of the run in the ledger. \
                The report runs lists the runs there are.
                Example: {"job":"train-llama","remaining_epochs":10}""",
                List.of(
                        Input.text("job", "train-llama", "The run, by its id in the ledger")
                                .needed(),
                        Input.number("remaining_epochs", "10", "How many epochs are left from its latest word on"),
                        Input.number("remaining_steps", "20000", "How many steps are left, in place of epochs"),
                        Input.text("metric", "val_loss", "The metric whose curve is continued (default: loss)"),
                        Input.text("per_hour", "98.32 USD", "What an hour of it costs (default: its latest charges)")),
                REPORTS + "finish",
                (given, visitor) -> {
                    if (given.text("remaining_epochs").isEmpty()
                            && given.text("remaining_steps").isEmpty()) {
                        throw given.missing("remaining_epochs");
                    }
                    return visitor.outlay()
                            .answer(
                                    "finish",
                                    new Question()
                                            .ask(given, "job", "run")
                                            .ask(given, "remaining_epochs", "remaining-epochs")
                                            .ask(given, "remaining_steps", "remaining-steps")
                                            .ask(given, "metric", "metric")
                                            .ask(given, "per_hour", "per-hour")
                                            .parameters());
                });
    }

    private static Tool checkTrainingBudget() {
        List<Input> inputs = new ArrayList<>(List.of(
                Input.number("budget_usd", "500", "What it may cost at most, in USD")
                        .needed(),
                Input.number("epochs", "90", "How many passes over the data set")
                        .needed(),
                Input.number("batch_size", "256", "Samples of one step over all GPUs")
                        .needed(),
                Input.text("dataset", "imagenet", "Which data set the epochs are of: imagenet, coco, librispeech")
                        .needed()));
        inputs.addAll(WORK);
        inputs.add(Input.text("gpu", "A100", "Only this GPU model (default: whichever is cheapest)"));
        inputs.add(Input.number("gpus", "8", "Exactly so many GPUs in all"));
        inputs.addAll(WHERE);
        inputs.add(Input.text("deadline", "7d", "How long it may take: 36h, 7d, 2w"));
        inputs.add(Input.text("team", "vision", "Also ask the budgets that this team comes under; needs gpu"));
        inputs.add(Input.text("project", "detector", "Also ask the budgets that this project comes under; needs gpu"));
        return tool(
                "check_training_budget",
                "Check a training against a budget",
                """
                Whether training a model for so many epochs can be had for a budget: feasible is true or false, rows \
                are the ways that keep it, the cheapest first, each with hours, cost in USD and an interval. With team \
                or project the stated budgets above it are asked too, as part budgets; nothing is set aside.
                Example: {"budget_usd":500,"epochs":90,"batch_size":256,"model":"ResNet-50","arch":"cnn",\
                "dataset":"imagenet"}""",
                inputs,
                REPORTS + "plan",
                NamedTools::budget);
    }

    private static Table budget(Given given, Visitor visitor) {
        if (given.text("model").isEmpty() && given.text("params").isEmpty()) {
            throw given.missing("model");
        }
        Question work = new Question()
                .asGiven(given, "epochs", "dataset", "model", "arch", "params", "gpu", "gpus")
                .asGiven(given, "provider", "region", "capacity")
                .ask(given, "batch_size", "batch");
        Table plan = visitor.outlay()
                .answer(
                        "plan",
                        work.copy()
                                .ask(given, "budget_usd", "budget")
                                .ask(given, "deadline", "deadline")
                                .parameters());
        if (given.text("team").isEmpty() && given.text("project").isEmpty()) {
            return plan;
        }
        if (given.text("gpu").isEmpty()) {
            throw given.missing("gpu");
        }
        Table budgets = visitor.outlay()
                .answer(
                        "budget-check",
                        work.copy()
                                .ask(given, "team", "team")
                                .ask(given, "project", "project")
                                .parameters());
        return with(plan, "budgets", budgets);
    }

    private static Tool getTrainingCostReport() {
        return tool(
                "get_training_cost_report",
                "Report what training cost",
                """
                What was spent from start up to end, by team or other dimensions, with the runs that cost most as part \
                runs. Amounts are in the currency of the charges, effective cost unless measure says otherwise.
                Example: {"start":"2026-10-01","end":"2026-11-01","by":["team","project"]}""",
                List.of(
                        Input.text("start", "2026-10-01", "The first day or instant, UTC, that counts")
                                .needed(),
                        Input.text("end", "2026-11-01", "The first day or instant, UTC, that counts no more")
                                .needed(),
                        new Input(
                                "by",
                                Input.Kind.TEXTS,
                                "Dimensions to group by, and at most one of hour, day, week, month; see the resource"
                                        + " outlay://docs/dimensions (default: team)",
                                "team",
                                false),
                        Input.text("measure", "billed", "billed, effective, list or contracted (default: effective)"),
                        Input.text("team", "vision", "Only this team")),
                REPORTS + "cost",
                (given, visitor) -> {
                    Question span = new Question()
                            .ask(given, "start", "from")
                            .ask(given, "end", "to")
                            .ask(given, "measure", "measure")
                            .ask(given, "team", "team");
                    Table cost = visitor.outlay()
                            .answer(
                                    "cost",
                                    span.copy()
                                            .set("by", "team")
                                            .ask(given, "by", "by")
                                            .parameters());
                    Table runs = visitor.outlay()
                            .answer("runs", span.copy().set("limit", "20").parameters());
                    return with(cost, "runs", runs);
                });
    }

    private static Tool compareTrainingConfigs() {
        return tool(
                "compare_training_configs",
                "Compare training configurations",
                """
                The same training in several ways side by side: hours, energy in kWh and cost in USD of each with an \
                interval of 90 %, and how much it is over the cheapest. Each configuration holds parameters of the \
                tool predict; what is the same for all stands in common.
                Example: {"common":{"params":"7B","tokens":"140B"},"configs":[{"gpu":"H100","gpus":64},\
                {"gpu":"A100-SXM4-80GB","gpus":128}]}""",
                List.of(
                        new Input(
                                "configs",
                                Input.Kind.OBJECTS,
                                "Two or more ways to train, each an object of parameters of predict",
                                "[{\"gpu\":\"H100\",\"gpus\":64},{\"gpu\":\"A100\",\"gpus\":64}]",
                                true),
                        new Input(
                                "common",
                                Input.Kind.OBJECT,
                                "The parameters of predict that all have in common",
                                "{\"params\":\"7B\",\"tokens\":\"140B\"}",
                                false)),
                REPORTS + "compare-training",
                (given, visitor) -> {
                    Question question = new Question();
                    given.objects("common")
                            .forEach(common ->
                                    common.forEach((name, value) -> question.set(name.replace('_', '-'), value)));
                    question.set(
                            "config",
                            given.objects("configs").stream()
                                    .map(NamedTools::config)
                                    .toList());
                    return visitor.outlay().answer("compare-training", question.parameters());
                });
    }

    private static String config(Map<String, String> config) {
        config.forEach((name, value) -> {
            if (value.contains(";")) {
                throw new CallersMistake("configs." + name + ": a value holds no semicolon, not " + value);
            }
        });
        return config.entrySet().stream()
                .map(each -> each.getKey().replace('_', '-') + "=" + each.getValue())
                .collect(Collectors.joining(";"));
    }

    private static Tool recommendCostOptimization() {
        return tool(
                "recommend_cost_optimization",
                "Recommend savings for a run",
                """
                What could be changed about a run or the workload it is one of and what that would save, with \
                evidence, confidence and risks; the run itself with its attempts, failed and redone cost is the part \
                run. No row means that nothing measured or charged supports an advice. recommend looks at everything.
                Example: {"run_id":"train-llama"}""",
                List.of(
                        Input.text("run_id", "train-llama", "The run, by its id in the ledger")
                                .needed(),
                        Input.text("min_confidence", "0.7", "Only advice of at least this confidence, 0 to 1")),
                REPORTS + "recommend",
                (given, visitor) -> {
                    Table run = visitor.outlay()
                            .answer(
                                    "run",
                                    new Question().ask(given, "run_id", "id").parameters());
                    Table advice = visitor.outlay()
                            .answer(
                                    "recommend",
                                    new Question()
                                            .ask(given, "run_id", "run")
                                            .ask(given, "min_confidence", "min-confidence")
                                            .set("evidence", "true")
                                            .set("limit", "20")
                                            .parameters());
                    return with(advice, "run", run);
                });
    }

    private static Tool explainChange() {
        return tool(
                "explain_change",
                "Explain why spend changed",
                """
                Why spend from start up to end rose or fell against an earlier span: because says it in a sentence, \
                rows are the values of the dimension that explains most of it, split into price, quantity of GPU time \
                and other. Without a baseline the span right before, as long, is compared.
                Example: {"start":"2026-10-01","end":"2026-11-01"}
                Example: {"start":"2026-10-01","end":"2026-11-01","baseline_start":"2026-09-01",\
                "baseline_end":"2026-10-01","by":"team"}""",
                List.of(
                        Input.text("start", "2026-10-01", "The first day or instant, UTC, that counts")
                                .needed(),
                        Input.text("end", "2026-11-01", "The first day or instant, UTC, that counts no more")
                                .needed(),
                        Input.text("baseline_start", "2026-09-01", "Where the span it is compared with begins"),
                        Input.text("baseline_end", "2026-10-01", "Where that ends (default: start)"),
                        Input.text("by", "team", "The dimension to explain it by (default: the most telling)"),
                        Input.text("measure", "billed", "billed, effective, list or contracted (default: effective)"),
                        Input.text("team", "vision", "Only this team")),
                REPORTS + "explain",
                (given, visitor) -> visitor.outlay()
                        .answer(
                                "explain",
                                new Question()
                                        .ask(given, "start", "from")
                                        .ask(given, "end", "to")
                                        .ask(given, "baseline_start", "before-from")
                                        .ask(given, "baseline_end", "before-to")
                                        .ask(given, "by", "by")
                                        .ask(given, "measure", "measure")
                                        .ask(given, "team", "team")
                                        .parameters()));
    }

    private static Tool tool(
            String name, String title, String description, List<Input> inputs, String needs, Tool.Answering answering) {
        return new Tool(name, title, description, inputs, Tool.Effect.READS, needs, answering);
    }

    /// A table with another as a part of it, under a name.
    static Table with(Table table, String name, Table part) {
        List<Table> parts = new ArrayList<>(table.parts());
        parts.add(Table.of(name, part.heading(), part.columns(), part.rows(), part.notes(), part.parts()));
        return Table.of(table.name(), table.heading(), table.columns(), table.rows(), table.notes(), parts);
    }
}
