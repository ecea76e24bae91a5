package dev.portcullis.idlestop;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The one instance, looked up, started and stopped through EC2. Any failure here fails the run, so that it is counted. */
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
        return changed(() -> ec2.stopInstances(request -> request.instanceIds(instanceId)));
    }

    /** False when it is still stopping. Starting an instance that is pending or running is no error to EC2. */
    boolean start() {
        return changed(() -> ec2.startInstances(request -> request.instanceIds(instanceId)));
    }

    private static boolean changed(Runnable change) {
        try {
            change.run();
            return true;
        } catch (Ec2Exception e) {
            if ("IncorrectInstanceState".equals(e.awsErrorDetails().errorCode())) {
                return false;
            }
            throw e;
        }
    }
}
