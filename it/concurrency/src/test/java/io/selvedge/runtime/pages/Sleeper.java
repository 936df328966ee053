package io.selvedge.runtime.pages;

/** What a reader does that would sleep until its page is there, without the sleeping. */
final class Sleeper {
    private static final int TOOK = 1;
    private static final int SLEEPS = 2;
    private static final int LOST = 3;

    private volatile boolean asleep;
    private volatile boolean woken;

    void wake() {
        woken = asleep;
    }

    int read(Feed<Integer> feed) {
        if (takes(feed)) {
            return TOOK;
        }
        asleep = true;
        if (feed.running() != null) {
            return SLEEPS;
        }
        return takes(feed) ? TOOK : LOST;
    }

    /** What the reader's answer was worth once all is over: one page, once. */
    int judge(int answer, Feed<Integer> feed) {
        boolean there = takes(feed);
        boolean right = answer == SLEEPS ? woken && there : answer == TOOK && !there;
        return right ? answer : LOST;
    }

    private static boolean takes(Feed<Integer> feed) {
        try {
            return feed.poll() != null;
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
