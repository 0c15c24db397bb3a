package dev.outlay.server.rest;

import dev.outlay.catalog.Catalog;
import dev.outlay.connect.duckdb.WorkFolder;
import dev.outlay.connect.file.TrainingRunsFile;
import dev.outlay.forecast.Evaluation;
import dev.outlay.forecast.Predictor;
import dev.outlay.ledger.SourceException;
import dev.outlay.report.Parameters;
import dev.outlay.report.PredictionTables;
import dev.outlay.report.Table;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Predictions of every run of a file, and how good predictions are. One run is predicted by the report `predict`.
@Path("/api/v1/predictions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Predictions")
public final class PredictionsResource {

    private static final int LONGEST_BODY = 16 << 20;
    private static final String FILE = "runs.csv";

    @POST
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "predictAll",
            summary = "Predicts every run of a file of training runs, the raw CSV being the body.")
    public Response predict(@Context UriInfo uri, @Context Request request, InputStream body)
            throws SourceException, IOException {
        new Parameters(uri.getQueryParameters()).only("a prediction of a file", List.of());
        try (WorkFolder work = WorkFolder.temporary()) {
            TrainingRunsFile.Runs runs = TrainingRunsFile.toPredict(received(body, work));
            Table table = PredictionTables.predictions(Predictor.builtin(Catalog.builtin()), runs.runs());
            return TableResponse.of(withRefusals(table, runs.refused(), " cannot be predicted: "), request);
        }
    }

    @GET
    @Path("evaluation")
    @Operation(
            operationId = "evaluatePredictions",
            summary = "How far off predictions of published runs are, each predicted without its own family.")
    public Response evaluation(@Context UriInfo uri, @Context Request request) {
        new Parameters(uri.getQueryParameters()).only("the evaluation of predictions", List.of());
        return TableResponse.of(PredictionTables.evaluation(Evaluation.ofPublishedRuns(Catalog.builtin())), request);
    }

    @POST
    @Path("evaluation")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "evaluateRuns",
            summary = "How far off predictions of the runs of a file are, each predicted without its own family.")
    public Response evaluate(@Context UriInfo uri, @Context Request request, InputStream body)
            throws SourceException, IOException {
        new Parameters(uri.getQueryParameters()).only("the evaluation of predictions", List.of());
        try (WorkFolder work = WorkFolder.temporary()) {
            TrainingRunsFile.Runs runs = TrainingRunsFile.withOutcomes(received(body, work));
            Predictor builtin = Predictor.builtin(Catalog.builtin());
            Table table = PredictionTables.evaluation(Evaluation.leaveOneFamilyOut(builtin, runs.runs()));
            return TableResponse.of(withRefusals(table, runs.refused(), " was refused: "), request);
        }
    }

    private static java.nio.file.Path received(InputStream body, WorkFolder work) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw new ProblemException(Problem.tooLarge(LONGEST_BODY));
        }
        return Files.write(work.path().resolve(FILE), bytes);
    }

    private static Table withRefusals(Table table, List<Predictor.Refused> refused, String why) {
        List<String> notes = new ArrayList<>(table.notes());
        refused.forEach(each -> notes.add(each.id() + why + each.reason()));
        return Table.of(table.name(), table.heading(), table.columns(), table.rows(), notes, table.parts());
    }
}
