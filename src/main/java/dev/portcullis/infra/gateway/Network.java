package dev.portcullis.infra.gateway;

import static dev.portcullis.infra.stack.StackContext.under;

import com.pulumi.aws.ec2.DefaultSecurityGroup;
import com.pulumi.aws.ec2.DefaultSecurityGroupArgs;
import com.pulumi.aws.ec2.InternetGateway;
import com.pulumi.aws.ec2.InternetGatewayArgs;
import com.pulumi.aws.ec2.Route;
import com.pulumi.aws.ec2.RouteArgs;
import com.pulumi.aws.ec2.RouteTable;
import com.pulumi.aws.ec2.RouteTableArgs;
import com.pulumi.aws.ec2.RouteTableAssociation;
import com.pulumi.aws.ec2.RouteTableAssociationArgs;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.Subnet;
import com.pulumi.aws.ec2.SubnetArgs;
import com.pulumi.aws.ec2.Vpc;
import com.pulumi.aws.ec2.VpcArgs;
import com.pulumi.aws.ec2.VpcEndpoint;
import com.pulumi.aws.ec2.VpcEndpointArgs;
import com.pulumi.aws.ec2.inputs.SecurityGroupEgressArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import dev.portcullis.infra.stack.Site;
import java.util.List;
import java.util.Map;

/**
 * A network of the gateway's own with one public subnet. Public, because an address without any ingress rule costs a
 * tenth of a NAT gateway and lets exactly as much in: nothing.
 */
public final class Network extends ComponentResource {
    /** The ports on which cloudflared reaches Cloudflare's edge, over QUIC (udp) and HTTP/2 (tcp). */
    private static final int TUNNEL_PORT = 7844;

    private static final String ANYWHERE = "0.0.0.0/0";
    public static final String SECURITY_GROUP = "host";

    private final Output<String> subnetId;
    private final Output<String> securityGroupId;
    /** The resources that must exist before a host can fetch anything at its first boot. */
    private final List<com.pulumi.resources.Resource> routes;

    Network(String name, Site site) {
        super("portcullis:index:Network", name, site.component());
        CustomResourceOptions child = under(this).build();
        Vpc vpc = new Vpc(
                name + "-vpc",
                VpcArgs.builder()
                        .cidrBlock("10.76.0.0/24")
                        .enableDnsSupport(true)
                        .enableDnsHostnames(true)
                        .build(),
                child);
        closeDefaultGroup(name, vpc, child);
        Subnet subnet = new Subnet(
                name + "-subnet",
                SubnetArgs.builder()
                        .vpcId(vpc.id())
                        .cidrBlock("10.76.0.0/26")
                        .availabilityZone(
                                site.settings().host().availabilityZone().value())
                        .mapPublicIpOnLaunch(true)
                        .build(),
                child);
        this.routes = routes(name, site, vpc, subnet, child);
        this.subnetId = subnet.id();
        this.securityGroupId = securityGroup(name, site, vpc, child).id();
        registerOutputs(Map.of("subnetId", subnetId, "securityGroupId", securityGroupId));
    }

    Output<String> subnetId() {
        return subnetId;
    }

    Output<String> securityGroupId() {
        return securityGroupId;
    }

    List<com.pulumi.resources.Resource> routes() {
        return routes;
    }

    /** A VPC comes with a group that lets its members talk to each other; ours has no rule at all. */
    private static void closeDefaultGroup(String name, Vpc vpc, CustomResourceOptions child) {
        new DefaultSecurityGroup(
                name + "-default-group",
                DefaultSecurityGroupArgs.builder()
                        .vpcId(vpc.id())
                        .ingress(List.of())
                        .egress(List.of())
                        .build(),
                child);
    }

    private static List<com.pulumi.resources.Resource> routes(
            String name, Site site, Vpc vpc, Subnet subnet, CustomResourceOptions child) {
        InternetGateway gateway = new InternetGateway(
                name + "-internet-gateway",
                InternetGatewayArgs.builder().vpcId(vpc.id()).build(),
                child);
        RouteTable table = new RouteTable(
                name + "-route-table", RouteTableArgs.builder().vpcId(vpc.id()).build(), child);
        Route out = new Route(
                name + "-route-out",
                RouteArgs.builder()
                        .routeTableId(table.id())
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(gateway.id())
                        .build(),
                child);
        RouteTableAssociation association = new RouteTableAssociation(
                name + "-route-table-association",
                RouteTableAssociationArgs.builder()
                        .routeTableId(table.id())
                        .subnetId(subnet.id())
                        .build(),
                child);
        // Bundles and dumps stay inside AWS and cost no traffic.
        new VpcEndpoint(
                name + "-s3-endpoint",
                VpcEndpointArgs.builder()
                        .vpcId(vpc.id())
                        .serviceName("com.amazonaws." + site.region() + ".s3")
                        .vpcEndpointType("Gateway")
                        .routeTableIds(table.id().applyValue(List::of))
                        .build(),
                child);
        return List.of(out, association);
    }

    private static SecurityGroup securityGroup(String name, Site site, Vpc vpc, CustomResourceOptions child) {
        return new SecurityGroup(
                name + "-security-group",
                SecurityGroupArgs.builder()
                        .vpcId(vpc.id())
                        .description("Portcullis: nothing in, https and the tunnel out")
                        // CI's deploy role tells it by its name from a VPC's default group, which that role may only
                        // empty.
                        .tags(Map.of("Name", site.names().of(SECURITY_GROUP)))
                        // Sent as an empty list: a missing one would leave rules made by hand in place.
                        .ingress(List.of())
                        .egress(
                                egress("tcp", 443, "https: AWS, Cloudflare, package sources"),
                                egress("tcp", TUNNEL_PORT, "Cloudflare tunnel over HTTP/2"),
                                egress("udp", TUNNEL_PORT, "Cloudflare tunnel over QUIC"))
                        .build(),
                child);
    }

    private static SecurityGroupEgressArgs egress(String protocol, int port, String why) {
        return SecurityGroupEgressArgs.builder()
                .protocol(protocol)
                .fromPort(port)
                .toPort(port)
                .cidrBlocks(ANYWHERE)
                .description(why)
                .build();
    }
}
