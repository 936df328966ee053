package io.selvedge.samples.tasks.story;

/** One kind of trouble: tried without a policy, tried with it, and the difference checked. */
interface Chapter {

    String title();

    void tell(Scene scene) throws Exception;
}
