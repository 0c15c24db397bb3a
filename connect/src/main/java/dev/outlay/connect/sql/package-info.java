/// What every ledger in a database has in common: migrations, the tables, facts to rows and back, the totals query.
@NullMarked
package dev.outlay.connect.sql;

import org.jspecify.annotations.NullMarked;
