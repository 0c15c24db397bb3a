package dev.outlay.connect.runpod;

import dev.outlay.catalog.Tier;

/// The two parts of Runpod, which price the same GPU differently.
enum Cloud {
    SECURE("securePrice", Tier.SECURE),
    COMMUNITY("communityPrice", Tier.COMMUNITY);

    private final String priceField;
    private final Tier tier;

    Cloud(String priceField, Tier tier) {
        this.priceField = priceField;
        this.tier = tier;
    }

    String priceField() {
        return priceField;
    }

    /// The catalog's word, which also ends the names of the machines.
    String text() {
        return tier.text();
    }
}
