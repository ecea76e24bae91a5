package dev.portcullis.idlestop;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The one instance, looked up and stopped through EC2. Any failure here fails the run, so that it is counted. */
final class Ec2Host {
    private final Ec2Client ec2;
    private final String instanceId;

    Ec2Host(Ec2Client ec2, String instanceId) {
        this.ec2 = ec2;
        this.instanceId = instanceId;
    }

    IdleHost look() {
        return ec2.describeInstances(request -> request.instanceIds(instanceId)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(instance -> new IdleHost(instance.state().nameAsString(), instance.launchTime()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("EC2 knows no instance " + instanceId));
    }

    /**
     * False when somebody else was changing its state just then: the next run looks again. Stopping an instance that is
     * already stopping or stopped is no error to EC2.
     */
    boolean stop() {
        try {
            ec2.stopInstances(request -> request.instanceIds(instanceId));
            return true;
        } catch (Ec2Exception e) {
            if ("IncorrectInstanceState".equals(e.awsErrorDetails().errorCode())) {
                return false;
            }
            throw e;
        }
    }
}
