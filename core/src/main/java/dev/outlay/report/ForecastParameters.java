package dev.outlay.report;

import dev.outlay.ledger.Measure;
import dev.outlay.units.CallersMistake;
import dev.outlay.units.Span;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The period that a forecast is asked for, and what is forecast.
final class ForecastParameters {

    static final Parameter MEASURE = Parameter.one(
            "measure",
            "gpu-hours",
            "What to forecast: cost (effective), billed, list, contracted, gpu-hours, energy or carbon (default: cost)");
    static final Parameter UNTIL = Parameter.one(
            "until",
            "month-end",
            "month-end, quarter-end, year-end, or the first day or instant that counts no more (default: month-end)");
    static final Parameter FROM = Parameter.one(
            "from",
            "2026-11-01",
            "The first day or instant that counts (default: the first of the month, quarter or year)");
    static final Parameter ZONE = Parameter.one(
            "zone", "Europe/Berlin", "The time zone in which months, quarters, years and days begin (default: UTC)");
    static final List<Parameter> PARAMETERS = List.of(MEASURE, UNTIL, FROM, ZONE);

    private ForecastParameters() {}

    static Measure measure(Parameters parameters) {
        return parameters
                .one(MEASURE.name(), text -> text.equalsIgnoreCase("cost") ? Measure.EFFECTIVE : Measure.of(text))
                .orElse(Measure.EFFECTIVE);
    }

    /// The period, which ends after now or before: what has passed is known.
    static Span period(Parameters parameters, Instant now) {
        ZoneId zone = parameters.one(ZONE.name(), ForecastParameters::zone).orElse(ZoneOffset.UTC);
        LocalDate today = now.atZone(zone).toLocalDate();
        String until = parameters.text(UNTIL.name()).orElse("month-end");
        LocalDate month = today.withDayOfMonth(1);
        LocalDate quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
        LocalDate year = month.withDayOfYear(1);
        Instant from;
        Instant to;
        switch (until) {
            case "month-end" -> {
                from = start(month, zone);
                to = start(month.plusMonths(1), zone);
            }
            case "quarter-end" -> {
                from = start(quarter, zone);
                to = start(quarter.plusMonths(3), zone);
            }
            case "year-end" -> {
                from = start(year, zone);
                to = start(year.plusYears(1), zone);
            }
            default -> {
                from = start(month, zone);
                to = parameters.one(UNTIL.name(), text -> instant(text, zone)).orElseThrow();
            }
        }
        Instant given = parameters.one(FROM.name(), text -> instant(text, zone)).orElse(from);
        if (!given.isBefore(to)) {
            throw new CallersMistake("until must lie after from: " + given + " to " + to + "; give a from before it");
        }
        if (to.isAfter(now.plusSeconds(FARTHEST_DAYS * 86_400L))) {
            throw new CallersMistake("until lies " + (to.getEpochSecond() - now.getEpochSecond()) / 86_400
                    + " days ahead, and no past tells that much: at most " + FARTHEST_DAYS + " days can be forecast");
        }
        return new Span(given, to);
    }

    private static final int FARTHEST_DAYS = 366;

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static Instant instant(String text, ZoneId zone) {
        try {
            return text.length() == "2026-10-01".length() ? start(LocalDate.parse(text), zone) : Texts.instant(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "month-end, quarter-end, year-end, a date such as 2026-12-01 or an instant such as"
                            + " 2026-12-01T00:00:00Z is expected, not " + text,
                    e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time zone such as Europe/Berlin or UTC is expected, not " + text, e);
        }
    }
}
