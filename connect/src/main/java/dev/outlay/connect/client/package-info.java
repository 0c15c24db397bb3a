/// The way to a server that runs on this machine and owns the ledger: how it says where it is, and how it is asked.
@NullMarked
package dev.outlay.connect.client;

import org.jspecify.annotations.NullMarked;
