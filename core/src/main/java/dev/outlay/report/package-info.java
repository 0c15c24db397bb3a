/// Named questions to the ledger and the catalog, and the one shape of their answers.
///
/// A [Report] takes [Parameters] and answers with a [Table]; [Reports#ALL] lists them. Command line, REST and agent
/// tools only translate into the one and out of the other.
@NullMarked
package dev.outlay.report;

import org.jspecify.annotations.NullMarked;
