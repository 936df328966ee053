package io.selvedge.samples.tasks.story;

/**
 * Which story is told, and how big.
 *
 * @param seed draws the troubles: the same seed, the same troubles
 * @param scale 1 for the story as it is meant, less for a quick look: fewer calls, where fewer still show it
 * @param rows how many tasks are exported
 * @param told whether it is told at all
 * @param stay whether to go on when all is told, for those who look at the console or at the meters
 */
public record Setting(long seed, double scale, long rows, boolean told, boolean stay) {

    /** So many, to scale; at least 10. */
    int many(int full) {
        return Math.max(10, (int) Math.round(full * scale));
    }
}
