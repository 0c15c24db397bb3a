package dev.outlay.connect.tabular;

import dev.outlay.connect.sql.FactTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of table that can be read: the columns it may have and what its rows mean.
///
/// `source` starts the ids of its facts; `what` names the kind in messages, such as `a usage file`; `identity` is the
/// column that names a row, null where the content does. `mapping` is the resource with the select that turns text
/// into rows of `table`; `guide` is the page that describes the format. Immutable and thread-safe.
public record TableFormat(
        String source,
        String what,
        FactTable table,
        List<Column> columns,
        @Nullable String identity,
        String mapping,
        String guide) {

    public TableFormat {
        columns = List.copyOf(columns);
    }

    List<String> fields() {
        return columns.stream().map(Column::name).toList();
    }
}
