package io.selvedge.samples.tasks.service;

import java.net.URI;

/** Where the cache listens that all instances of the service share. */
public record SharedCacheAddress(URI uri) {}
