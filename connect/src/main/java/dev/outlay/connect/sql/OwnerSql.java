package dev.outlay.connect.sql;

import dev.outlay.ledger.Dimension;
import dev.outlay.ledger.Match;
import dev.outlay.ledger.OwnerRule;
import dev.outlay.ledger.OwnerRules;
import dev.outlay.ledger.OwnerValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Dimensions seen through owner rules, as one `CASE` for each dimension that a rule can set. Thread-safe.
final class OwnerSql {

    private final OwnerRules rules;

    OwnerSql(OwnerRules rules) {
        this.rules = rules;
    }

    /// The value of a dimension under the rules; null where neither the charge nor a rule says it.
    Field<String> of(Dimension dimension) {
        Field<String> said = Schema.of(dimension);
        CaseConditionStep<String> cases = null;
        for (OwnerRule rule : rules.of(dimension)) {
            OwnerValue value = Objects.requireNonNull(rule.says().get((Dimension.Named) dimension));
            Field<String> set = value(rule, value);
            Condition holds =
                    DSL.and(rule.matches().stream().map(OwnerSql::condition).toList());
            if (!rule.override()) {
                holds = said.isNull().and(holds);
            }
            if (mayBeEmpty(value)) {
                holds = holds.and(set.ne(DSL.inline("")));
            }
            cases = cases == null ? DSL.when(holds, set) : cases.when(holds, set);
        }
        return cases == null ? said : cases.otherwise(said);
    }

    private static boolean mayBeEmpty(OwnerValue value) {
        return switch (value) {
            case OwnerValue.Copy _ -> true;
            case OwnerValue.Text text -> text.highestGroup() > 0;
        };
    }

    private static Condition condition(Match match) {
        Field<String> said = Schema.of(match.dimension());
        return switch (match) {
            case Match.OneOf oneOf -> said.in(oneOf.values());
            // a pattern is a literal, not a bound value, because the database compiles a literal once
            case Match.Like like ->
                DSL.condition(
                        "regexp_full_match({0}, {1}, 's')",
                        said, DSL.inline(like.pattern().text()));
        };
    }

    private static Field<String> value(OwnerRule rule, OwnerValue value) {
        return switch (value) {
            case OwnerValue.Copy copy -> Schema.of(copy.from());
            case OwnerValue.Text text -> {
                List<Field<?>> parts = new ArrayList<>();
                for (OwnerValue.Part part : text.parts()) {
                    parts.add(
                            switch (part) {
                                case OwnerValue.Literal literal -> DSL.val(literal.text());
                                case OwnerValue.Group group ->
                                    captured(rule.capturing().orElseThrow(), group.number());
                            });
                }
                yield parts.size() == 1 ? parts.getFirst().cast(String.class) : DSL.concat(parts.toArray(Field[]::new));
            }
        };
    }

    // \\A and \\z because this one searches, where the condition matches the whole value
    private static Field<String> captured(Match.Like like, int group) {
        return DSL.field(
                "regexp_extract({0}, {1}, {2}, 's')",
                String.class,
                Schema.of(like.dimension()),
                DSL.inline("\\A(?:" + like.pattern().text() + ")\\z"),
                DSL.inline(group));
    }
}
