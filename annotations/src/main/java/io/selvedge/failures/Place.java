package io.selvedge.failures;

/**
 * Where a policy refused: the guarded method, and the name of the policy's shared state.
 *
 * @param method the guarded method as the metrics name it, such as {@code org.shop.TaskService.find}
 * @param name the name under which several methods share the policy, or empty text when the method has it to itself
 */
public record Place(String method, String name) {

    String sharedAs() {
        return name.isEmpty() ? "" : " \"" + name + "\"";
    }
}
