package dev.keyhold.support;

import jakarta.persistence.EntityManager;

/** Rows that are of no use any more after a time. */
public interface AgedRows {
    /** Removes at most so many of them, oldest first, and answers how many went. */
    int removeAged(EntityManager em, int most);
}
