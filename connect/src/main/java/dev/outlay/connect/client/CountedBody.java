package dev.outlay.connect.client;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/// A request body that tells how many of its bytes have gone out. Each sending of it counts from zero.
record CountedBody(HttpRequest.BodyPublisher body, LongConsumer sentBytes) implements HttpRequest.BodyPublisher {

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Counting(subscriber, sentBytes));
    }

    private static final class Counting implements Flow.Subscriber<ByteBuffer> {

        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final LongConsumer sentBytes;
        private long sent;

        Counting(Flow.Subscriber<? super ByteBuffer> subscriber, LongConsumer sentBytes) {
            this.subscriber = subscriber;
            this.sentBytes = sentBytes;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            sent += bytes.remaining();
            subscriber.onNext(bytes);
            sentBytes.accept(sent);
        }

        @Override
        public void onError(Throwable failure) {
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
