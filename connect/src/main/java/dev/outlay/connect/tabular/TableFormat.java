package dev.outlay.connect.tabular;

import dev.outlay.connect.sql.FactTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of table that can be read: the columns it may have and what its rows mean.
///
/// `source` starts the ids of its facts; `what` names the kind in messages, such as `a usage file`; `identity` is
/// the column that names a row, null where the content does; `tags` is null where the table has none. `mapping` is
/// the resource with the select that turns text into rows of `table`; `guide` is the page that describes the
/// format. Immutable and thread-safe.
///
/// The ids of facts are made of these columns in this order. To add, drop or move one would give every file that
/// was read before new ids, and its facts a second life: a column that comes later has to be kept out of the key.
public record TableFormat(
        String source,
        String what,
        FactTable table,
        List<Column> columns,
        @Nullable String identity,
        @Nullable TagColumn tags,
        String mapping,
        String guide) {

    public TableFormat {
        columns = List.copyOf(columns);
    }

    /// The columns besides that of the tags, in the order of [Header#positionsWithout].
    List<Column> plainColumns() {
        return columns.stream()
                .filter(column -> tags == null || !column.name().equals(tags.name()))
                .toList();
    }

    /// The tags and what is taken from them.
    List<String> tagFields() {
        return tags == null ? List.of() : tags.fields();
    }

    /// The place of the column with the tags, -1 for none.
    int tagIndex() {
        return indexOf(tags == null ? null : tags.name());
    }

    /// The place of a column of the format, -1 for none.
    int indexOf(@Nullable String name) {
        return columns.stream().map(Column::name).toList().indexOf(name);
    }
}
