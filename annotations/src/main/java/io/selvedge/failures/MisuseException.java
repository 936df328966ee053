package io.selvedge.failures;

import java.util.List;

/** Annotations or settings that can never work, all that were found, refused before the first call. */
public final class MisuseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    /**
     * A list of problems.
     *
     * @param problems each in prose: the place, the value, the rule, and the fix; copied
     */
    public MisuseException(List<String> problems) {
        super(numbered(problems));
        this.problems = problems.toArray(new String[0]);
    }

    /** Each problem in prose, in the order of the message. */
    public List<String> problems() {
        return List.of(problems);
    }

    private static String numbered(List<String> problems) {
        StringBuilder text = new StringBuilder("Selvedge refuses ")
                .append(problems.size())
                .append(problems.size() == 1 ? " definition:" : " definitions:");
        for (int i = 0; i < problems.size(); i++) {
            text.append("\n\n")
                    .append(i + 1)
                    .append(") ")
                    .append(problems.get(i).replace("\n", "\n   "));
        }
        return text.toString();
    }
}
