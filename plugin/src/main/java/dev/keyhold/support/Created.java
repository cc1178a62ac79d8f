package dev.keyhold.support;

/** What a handler returns when its answer is 201: something new is there, and this is what the caller gets to know of it. */
public record Created(Object body) {
}
