package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.yaml.snakeyaml.Yaml;

/** The description of the endpoints tells those that are there, and the fields they read. */
class OpenApiTest {

    @Test
    void everyEndpointIsDescribedWithItsFields() throws Exception {
        Map<String, Set<String>> endpoints = new TreeMap<>();
        for (Method method : PasswordResetEndpoints.class.getDeclaredMethods()) {
            PostMapping mapping = method.getAnnotation(PostMapping.class);
            if (mapping != null) {
                endpoints.put("/password-resets" + String.join("", mapping.value()), fields(method));
            }
        }

        assertThat(described()).isEqualTo(endpoints).hasSize(4);
    }

    private static Set<String> fields(Method method) {
        Class<?> body = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .findFirst()
                .orElseThrow()
                .getType();
        Set<String> fields = new TreeSet<>();
        for (RecordComponent component : body.getRecordComponents()) {
            fields.add(component.getName());
        }
        return fields;
    }

    private static Map<String, Set<String>> described() throws Exception {
        Map<String, Set<String>> described = new TreeMap<>();
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/META-INF/resetta/openapi.yaml")) {
            Map<?, ?> api = new Yaml().load(file);
            ((Map<?, ?>) api.get("paths")).forEach((path, operations) -> {
                Map<?, ?> body = at(operations, "post", "requestBody");
                if (body.containsKey("$ref")) {
                    body = at(api, "components", "requestBodies", "Token");
                }
                Map<?, ?> fields = at(body, "content", "application/json", "schema", "properties");
                described.put(
                        path.toString(),
                        new TreeSet<>(
                                fields.keySet().stream().map(Object::toString).toList()));
            });
        }
        return described;
    }

    private static Map<?, ?> at(Object from, String... path) {
        Object place = from;
        for (String step : path) {
            place = ((Map<?, ?>) place).get(step);
        }
        return (Map<?, ?>) place;
    }
}
