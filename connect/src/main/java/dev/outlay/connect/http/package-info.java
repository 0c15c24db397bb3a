/// One client that retries, for every system spoken to over HTTP: back-off with jitter, rate limits, conditional
/// requests, bounded and spooled bodies, and a cache on disk that keeps the last good answer.
@NullMarked
package dev.outlay.connect.http;

import org.jspecify.annotations.NullMarked;
