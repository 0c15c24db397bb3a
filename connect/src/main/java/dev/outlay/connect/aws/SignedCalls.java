package dev.outlay.connect.aws;

import dev.outlay.connect.http.Call;
import dev.outlay.ledger.SourceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Signs calls to services of AWS with Signature Version 4, by credentials of the default chain of the SDK: system
/// properties, environment, web identity, profile, container, machine. Thread-safe. Close it to free what the chain
/// holds.
final class SignedCalls implements AutoCloseable {

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final DefaultCredentialsProvider chain;
    private final AwsCredentials credentials;

    private SignedCalls(DefaultCredentialsProvider chain, AwsCredentials credentials) {
        this.chain = chain;
        this.credentials = credentials;
    }

    /// Looks for credentials. Throws [SourceException], the caller's mistake, where the chain has none.
    static SignedCalls open(String who) throws SourceException {
        DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
        try {
            return new SignedCalls(chain, chain.resolveCredentials());
        } catch (SdkClientException e) {
            chain.close();
            throw SourceException.callersMistake(who
                    + " needs credentials, and the default chain of AWS has none: set AWS_PROFILE, or AWS_ACCESS_KEY_ID"
                    + " and AWS_SECRET_ACCESS_KEY, or run where a role is attached");
        }
    }

    /// The call with headers that sign it. They are secrets: the signature, when it was made, and the session.
    Call sign(Call call, String service, String region) {
        String body = Objects.requireNonNullElse(call.body(), "");
        URI uri = call.uri();
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .uri(uri);
        call.headers().forEach(request::putHeader);
        SdkHttpRequest signed = SIGNER.sign(ask -> ask.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromString(body, StandardCharsets.UTF_8))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        Call sent = call;
        for (var header : signed.headers().entrySet()) {
            String name = header.getKey();
            // the client itself says the host, as it was signed
            if (!name.equalsIgnoreCase("Host") && !call.headers().containsKey(name)) {
                sent = sent.secret(name, String.join(",", header.getValue()));
            }
        }
        return sent;
    }

    @Override
    public void close() {
        chain.close();
    }
}
