package dev.outlay.server.rest;

import dev.outlay.report.Page;
import dev.outlay.server.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/// What a caller that reads knows already: `If-None-Match` turns an answer it has into 304, `If-Match` one that it
/// has not into 412. A tag that is none matches nothing.
final class Conditions {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    @ServerResponseFilter
    void apply(ContainerRequestContext request, ContainerResponseContext response) {
        link(request, response);
        String tag = response.getHeaderString("ETag");
        if (response.getStatus() != OK || tag == null || !TableResponse.isRead(request.getMethod())) {
            return;
        }
        String known = request.getHeaderString("If-None-Match");
        String wanted = request.getHeaderString("If-Match");
        if (wanted != null && !matches(wanted, tag)) {
            Problem problem = Problem.changedMeanwhile(request.getUriInfo().getPath());
            response.setStatus(problem.status());
            response.getHeaders().putSingle("Content-Type", Problem.MEDIA_TYPE);
            response.setEntity(problem.json());
        } else if (known != null && matches(known, tag)) {
            response.setStatus(NOT_MODIFIED);
            response.setEntity(null);
        }
    }

    /// The address of the next page: this one, behind the place at which this page ends.
    private static void link(ContainerRequestContext request, ContainerResponseContext response) {
        String next = response.getHeaderString(TableResponse.NEXT);
        if (next == null) {
            return;
        }
        response.getHeaders().remove(TableResponse.NEXT);
        String address = request.getUriInfo()
                .getRequestUriBuilder()
                .replaceQueryParam(Page.AFTER.name(), next)
                .build()
                .getRawQuery();
        response.getHeaders()
                .putSingle("Link", "<" + request.getUriInfo().getPath() + "?" + address + ">; rel=\"next\"");
    }

    /// Whether a list of tags, or `*` for any, names this one.
    static boolean matches(@Nullable String list, String tag) {
        if (list == null) {
            return false;
        }
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher each = TAG.matcher(list);
        while (each.find()) {
            if (tag.equals(each.group(1))) {
                return true;
            }
        }
        return false;
    }
}
