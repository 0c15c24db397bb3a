package dev.outlay.server.rest;

import dev.outlay.Outlay;
import dev.outlay.report.Parameters;
import dev.outlay.report.Report;
import dev.outlay.report.Reports;
import dev.outlay.server.access.Visitor;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.units.CallersMistake;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Every report of the product: its query parameters in, its table out.
@Path("/api/v1")
@Produces({MediaType.APPLICATION_JSON, "text/csv", "text/markdown"})
public final class ReportsResource {

    /// Says of an answer that something was appended since it was begun, so that it is worth asking again.
    static final String BEHIND = "Outlay-Behind";

    private static final Pattern MAX_STALE =
            Pattern.compile("max-stale(?:\\s*=\\s*\"?(\\d+)\"?)?", Pattern.CASE_INSENSITIVE);
    private static final int DIGITS = 9;

    private final Visitor visitor;
    private final Answers answers;

    ReportsResource(Visitor visitor, Answers answers) {
        this.answers = answers;
        this.visitor = visitor;
    }

    @GET
    @Path("reports")
    @Operation(operationId = "reports", summary = "Every report with its parameters, in the order of the product.")
    @Tag(name = "Reports")
    public List<ReportDescription> reports(@Context UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw new CallersMistake("the list of reports takes no parameters, not "
                    + String.join(", ", uri.getQueryParameters().keySet())
                    + "; give them to a report, as in /api/v1/reports/cost?last=30d");
        }
        return Reports.ALL.stream().map(ReportDescription::of).toList();
    }

    @GET
    @Path("reports/{name}")
    public Response report(
            @PathParam("name") String name,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        if (Reports.named(name).isEmpty()) {
            throw new ProblemException(Problem.unknownReport(
                    name, Reports.ALL.stream().map(Report::name).toList()));
        }
        MediaType form = TableResponse.form(request);
        Map<String, List<String>> given = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((parameter, values) -> given.put(parameter, List.copyOf(values)));
        Outlay outlay = visitor.outlay();
        String view = visitor.seesAll() ? "" : String.join("\n", new TreeSet<>(visitor.teams()));
        Answers.Given answer = answers.of(
                new Answers.Question(view, name, given, form.toString()),
                maxStale(headers.getRequestHeader(HttpHeaders.CACHE_CONTROL)),
                () -> TableResponse.encoded(outlay.answer(name, new Parameters(given)), form));
        return Response.fromResponse(TableResponse.of(answer.answer(), request))
                .header("Age", answer.age().toSeconds())
                .header(BEHIND, answer.isBehind() ? "true" : null)
                .build();
    }

    /// How old an answer may be, by the directive `max-stale` of RFC 9111, section 5.2.1.2.
    static Duration maxStale(List<String> cacheControl) {
        for (String directive : String.join(",", cacheControl).split(",", -1)) {
            Matcher matcher = MAX_STALE.matcher(directive.strip());
            if (matcher.matches()) {
                String seconds = matcher.group(1);
                return seconds == null || seconds.length() > DIGITS
                        ? Answers.LONGEST
                        : Duration.ofSeconds(Math.min(Long.parseLong(seconds), Answers.LONGEST.toSeconds()));
            }
        }
        return Duration.ZERO;
    }

    /// The short addresses of the reports that most callers want.
    @GET
    @Path("{name: cost|offers|estimate|compare|charges}")
    public Response shortcut(
            @PathParam("name") String name,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        return report(name, uri, headers, request);
    }
}
