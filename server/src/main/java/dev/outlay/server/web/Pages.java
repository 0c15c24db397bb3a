package dev.outlay.server.web;

import java.util.List;

/// The addresses of the pages of the dashboard. Each answers with the same document, whose modules show the page
/// that the address names; `assets/pages.js` lists them with their titles.
final class Pages {

    static final String DOCUMENT = "/index.html";

    static final List<String> ADDRESSES = List.of(
            "/",
            "/attribution",
            "/runs",
            "/carbon",
            "/budgets",
            "/savings",
            "/statements",
            "/estimate",
            "/plan",
            "/prices",
            "/settings");

    private Pages() {}

    /// Whether a path is the document itself or a page's address.
    static boolean isPage(String path) {
        return DOCUMENT.equals(path) || ADDRESSES.contains(path);
    }
}
