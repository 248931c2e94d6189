package commonpractice.node;

/** One {@code left => right} line of an analysis setting, trimmed on both sides. */
record Rule(String left, String right) {

    private static final String ARROW = "=>";

    /** Reads a rule; refuses a line that has no arrow, two arrows or nothing on its left. */
    static Rule parse(String line) {
        String[] sides = line.split(ARROW, -1);
        if (sides.length != 2 || sides[0].isBlank()) {
            throw new IllegalArgumentException("expected 'left => right' in the rule [" + line + "]");
        }
        return new Rule(sides[0].trim(), sides[1].trim());
    }
}
