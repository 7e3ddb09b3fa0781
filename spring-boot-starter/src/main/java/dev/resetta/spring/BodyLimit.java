package dev.resetta.spring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Reads no more of a body than an honest front end sends, because anybody may send to the endpoints. */
@ControllerAdvice(assignableTypes = PasswordResetEndpoints.class)
class BodyLimit extends RequestBodyAdviceAdapter {
    /** In bytes. The longest password of the standard rules, twice and each character escaped, has a tenth of it. */
    static final int MOST = 64 * 1024;

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage body,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        byte[] read = body.getBody().readNBytes(MOST + 1);
        if (read.length > MOST) {
            throw new BodyTooLong();
        }
        return new Read(body.getHeaders(), new ByteArrayInputStream(read));
    }

    /** A body as it came. */
    private record Read(HttpHeaders headers, InputStream body) implements HttpInputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
    }

    /** Says that a body has more than {@link #MOST} bytes. */
    static final class BodyTooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        BodyTooLong() {
            super("A body has more than " + MOST + " bytes.", null, false, false);
        }
    }
}
