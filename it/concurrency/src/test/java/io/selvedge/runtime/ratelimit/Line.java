package io.selvedge.runtime.ratelimit;

import io.selvedge.it.concurrency.rooms.Question;
import io.selvedge.it.concurrency.rooms.StillTime;
import io.selvedge.runtime.policy.Admission;

/** Slots, ten nanoseconds apart, asked for at one moment. */
interface Line {
    long NOW = 100;
    long SPACING = 10;
    int BURST = 2;

    /** Neither now nor later. */
    long NOT = -1;
    /** This line has ended. */
    long GONE = -2;

    /** How long to wait for the slot taken. */
    long take();

    /** The slot with that wait is not used. */
    void giveBack(long wait);

    boolean retire();

    static Line real(int burst) {
        return new Real(burst);
    }

    /** The slots of the rate limit. */
    final class Real implements Line {
        private final Slots slots;
        private final Admission.Pause[] pauses = new Admission.Pause[64];

        Real(int burst) {
            RateLimitConfig config = new RateLimitConfig("", 1, SPACING, burst, 4 * SPACING);
            slots = new Slots(new Pace(config, new StillTime(NOW)));
        }

        @Override
        public long take() {
            Admission admission = slots.admit(new Question(NOW));
            if (admission instanceof Admission.Pause pause) {
                pauses[(int) (pause.nanos() / SPACING)] = pause;
                return pause.nanos();
            }
            return admission == null ? GONE : admission instanceof Admission.Refuse ? NOT : 0;
        }

        @Override
        public void giveBack(long wait) {
            pauses[(int) (wait / SPACING)].abandoned().run();
        }

        @Override
        public boolean retire() {
            return slots.retire();
        }
    }
}
