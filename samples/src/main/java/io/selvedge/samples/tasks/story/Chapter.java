package io.selvedge.samples.tasks.story;

/** One kind of trouble: tried without a policy, tried with it, and the difference checked. */
interface Chapter extends AutoCloseable {

    String title();

    /** Begins what takes long and can go on while the chapters before this one are told. */
    default void prepare(Scene scene) throws Exception {}

    void tell(Scene scene) throws Exception;

    /** Ends what was prepared, told or not. */
    @Override
    default void close() {}
}
