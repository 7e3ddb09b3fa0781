module consumer {
    requires dev.resetta;
}
