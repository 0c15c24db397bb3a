/// What a kind of channel is, how channels are set up, where their secrets come from, and how messages are posted.
@NullMarked
package dev.outlay.connect.channel;

import org.jspecify.annotations.NullMarked;
