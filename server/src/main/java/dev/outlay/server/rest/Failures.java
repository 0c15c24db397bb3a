package dev.outlay.server.rest;

import dev.outlay.ledger.LedgerException;
import dev.outlay.ledger.SourceException;
import dev.outlay.server.problem.Problem;
import dev.outlay.server.problem.ProblemException;
import dev.outlay.units.CallersMistake;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every failure of a resource as a [Problem]: the caller's mistake 400, the outside's 502, ours 500.
final class Failures {

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Pattern WORK = Pattern.compile("[^\\s'\"]*/(?:outlay-work-[^/\\s]+|uploads/\\d+-\\d+)/");
    private static final Logger LOG = Logger.getLogger(Failures.class);

    // Netty's failures of reading what came over the wire
    private static final String DECODING = "io.netty.handler.codec.";

    private final KnownMethods known;

    Failures(KnownMethods known) {
        this.known = known;
    }

    @ServerExceptionMapper
    Response known(ProblemException failure) {
        return failure.problem().response();
    }

    @ServerExceptionMapper
    Response mistake(CallersMistake mistake) {
        return Problem.callersMistake(sentence(mistake)).response();
    }

    @ServerExceptionMapper
    Response source(SourceException failure) {
        return of(failure).response();
    }

    @ServerExceptionMapper
    Response ledger(LedgerException failure) {
        return Problem.outsideFailed(sentence(failure)).response();
    }

    @ServerExceptionMapper
    Response nothing(NotFoundException failure, UriInfo uri, Request request) {
        return Problem.notFound(request.getMethod(), uri.getPath()).response();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure, UriInfo uri, Request request) {
        int status = failure.getResponse().getStatus();
        String methods = known.of(uri.getPath());
        String sentence = "cannot " + request.getMethod() + " " + uri.getPath() + ": " + reason(failure, methods);
        Response answer = Problem.ofStatus(status, sentence).response();
        return status == METHOD_NOT_ALLOWED
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, methods)
                        .build()
                : answer;
    }

    @ServerExceptionMapper
    Response ours(Throwable bug, RoutingContext context) {
        if (context.response().ended()) {
            // whoever asked was told that it took too long: that nobody takes the answer is no bug
            LOG.debug("an answer came too late", bug);
            return Response.noContent().build();
        }
        return of(bug).response();
    }

    /// The problem that any failure is.
    static Problem of(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case CallersMistake mistake -> Problem.callersMistake(sentence(mistake));
            case SourceException source ->
                source.isCallersMistake()
                        ? Problem.callersMistake(sentence(source))
                        : Problem.outsideFailed(sentence(source));
            case LedgerException ledger -> Problem.outsideFailed(sentence(ledger));
            // a disk that is full or may not be written: outside of Outlay, and for a person to mend
            case FileSystemException disk ->
                Problem.outsideFailed("the disk of the server failed: " + sentence(disk) + " " + disk.getReason());
            case IOException body
            when isClosed(body) ->
                Problem.callersMistake("the request broke off before all of its body was there: send the whole again");
            case Throwable bug -> {
                String id = UUID.randomUUID().toString();
                LOG.error("bug " + id, bug);
                yield Problem.ours(id);
            }
        };
    }

    /// Whether whoever asked went away in the middle, or sent what cannot be told from that: parts of a body that
    /// are no parts by the rules of HTTP.
    private static boolean isClosed(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ClosedChannelException
                    || each instanceof HttpClosedException
                    || each.getClass().getName().startsWith(DECODING)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(WebApplicationException failure, String methods) {
        return switch (failure.getResponse().getStatus()) {
            case METHOD_NOT_ALLOWED -> "the address knows " + methods;
            case 406 -> "it answers with application/json, which the Accept header does not take";
            case 415 -> "a body of this Content-Type is not taken; send application/octet-stream";
            default -> String.valueOf(failure.getMessage());
        };
    }

    /// What a failure says. Where a received file lay meanwhile tells a caller nothing: its own name stays.
    private static String sentence(Throwable failure) {
        return WORK.matcher(String.valueOf(failure.getMessage())).replaceAll("");
    }
}
