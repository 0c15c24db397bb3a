package dev.outlay.connect.demo;

/// Who sends bills, in the words of FOCUS. `key` is the provider's name in the catalog.
record Biller(String key, String provider, String issuer, String region, String regionName, String account) {
    static final Biller AWS = new Biller("aws", "AWS", "AWS", "us-east-1", "US East (N. Virginia)", "000000000001");
    static final Biller GCP =
            new Biller("gcp", "Google Cloud", "Google Cloud", "europe-west4", "Netherlands", "sample-boreas");
    static final Biller NEBIUS =
            new Biller("nebius", "nebius", "Nebius", "eu-north1", "Finland", "project-sample-nordlys");
}
