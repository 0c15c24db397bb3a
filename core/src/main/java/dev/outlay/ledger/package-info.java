/// What is known: immutable facts with an origin, kept in one ledger that is only ever appended to.
///
/// [Fact] is the closed family of facts. A [Source] reads them, an [Intake] takes them in, a [Ledger] keeps them
/// and answers; [MemoryLedger] is the specification that every other ledger equals.
@NullMarked
package dev.outlay.ledger;

import org.jspecify.annotations.NullMarked;
