/** Resetta's core: issues, delivers, checks and redeems password-reset tokens, whatever framework is around it. */
module dev.resetta {
    requires org.slf4j;
    requires static org.jspecify;
    requires static org.bouncycastle.provider;

    exports dev.resetta;
    exports dev.resetta.account;
    exports dev.resetta.delivery;
    exports dev.resetta.limit;
    exports dev.resetta.password;
    exports dev.resetta.token;
}
