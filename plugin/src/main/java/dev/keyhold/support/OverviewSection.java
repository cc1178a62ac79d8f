package dev.keyhold.support;

/** What a room adds to the one answer that fills the page at first. */
public interface OverviewSection {
    /** The member of the overview, named like the room. */
    String name();

    Object read(Caller caller);
}
