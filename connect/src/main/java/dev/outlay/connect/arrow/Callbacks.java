package dev.outlay.connect.arrow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/// The functions in C that call the methods of one stream, for as long as the arena lives.
final class Callbacks {

    private static final FunctionDescriptor GIVE = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    private static final FunctionDescriptor SAY = FunctionDescriptor.of(ADDRESS, ADDRESS);
    private static final FunctionDescriptor RELEASE = FunctionDescriptor.ofVoid(ADDRESS);

    private final BatchStream stream;
    private final Arena arena;

    Callbacks(BatchStream stream, Arena arena) {
        this.stream = stream;
        this.arena = arena;
    }

    MemorySegment giveSchema() {
        return function("giveSchema", GIVE);
    }

    MemorySegment giveNext() {
        return function("giveNext", GIVE);
    }

    MemorySegment lastError() {
        return function("lastError", SAY);
    }

    MemorySegment releaseStream() {
        return function("releaseStream", RELEASE);
    }

    MemorySegment releaseSchema() {
        return function("releaseSchema", RELEASE);
    }

    MemorySegment releaseArray() {
        return function("releaseArray", RELEASE);
    }

    private MemorySegment function(String method, FunctionDescriptor descriptor) {
        try {
            MethodHandle handle = MethodHandles.lookup()
                    .findVirtual(BatchStream.class, method, descriptor.toMethodType())
                    .bindTo(stream);
            return Linker.nativeLinker().upcallStub(handle, descriptor, arena);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a stream has the method " + method, e);
        }
    }
}
