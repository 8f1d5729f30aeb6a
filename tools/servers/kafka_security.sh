# Sourced by tools/kafka: what makes a cluster secure. All of it lies in the cluster's data folder.

# make_certificates FOLDER: ca.pem, whom clients trust, and server.pem, the brokers' key and certificate, made by it.
make_certificates() {
  local key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650)
  (
    umask 077
    openssl req -x509 "${key[@]}" -subj "/CN=Slipstream test CA" -keyout "$1/ca.key" -out "$1/ca.pem"
    openssl req -x509 "${key[@]}" -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
      -addext basicConstraints=critical,CA:FALSE -CA "$1/ca.pem" -CAkey "$1/ca.key" -keyout "$1/server.key" -out "$1/server.crt"
    cat "$1/server.key" "$1/server.crt" >"$1/server.pem"
    rm "$1/server.key" "$1/server.crt"
  ) 2>"$1/openssl.log" || { cat "$1/openssl.log" >&2; die "cannot make certificates in $1"; }
}

login() { echo "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$1\" password=\"$1-secret\"$2;"; }

# client_security FOLDER: for Kafka's own tools, which then may do everything.
client_security() {
  cat <<PROPERTIES
security.protocol=SASL_SSL
sasl.mechanism=PLAIN
sasl.jaas.config=$(login slipstream "")
ssl.truststore.type=PEM
ssl.truststore.location=$1/ca.pem
PROPERTIES
}

# broker_security FOLDER: brokers talk to each other as clients do. Nobody but a broker's own controller comes without a name.
broker_security() {
  cat <<PROPERTIES
sasl.enabled.mechanisms=PLAIN
sasl.mechanism.inter.broker.protocol=PLAIN
listener.name.sasl_ssl.plain.sasl.jaas.config=$(login slipstream ' user_slipstream="slipstream-secret" user_reader="reader-secret"')
ssl.keystore.type=PEM
ssl.keystore.location=$1/server.pem
ssl.truststore.type=PEM
ssl.truststore.location=$1/ca.pem
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:slipstream;User:ANONYMOUS
allow.everyone.if.no.acl.found=false
PROPERTIES
}
