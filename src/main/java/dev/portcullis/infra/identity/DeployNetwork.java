package dev.portcullis.infra.identity;

import dev.portcullis.infra.gateway.Network;
import dev.portcullis.infra.iam.AnyResource;
import dev.portcullis.infra.iam.Statement;
import dev.portcullis.settings.value.ResourceNames;
import java.util.List;

/**
 * CI's rights for the network. It gets no {@code ec2:AuthorizeSecurityGroupIngress}: no group of the gateway accepts
 * anything, and with these rights none can be made to.
 */
final class DeployNetwork {
    private static final String VPC = "vpc";
    private static final String SUBNET = "subnet";
    private static final String GATEWAY = "internet-gateway";
    private static final String TABLE = "route-table";
    private static final String ENDPOINT = "vpc-endpoint";
    private static final String GROUP = "security-group";

    private DeployNetwork() {}

    static List<Deployable> rows(RightsContext facts) {
        TaggedRights scope = new TaggedRights(facts);
        Statement look = Statement.allow(AnyResource.DescribeNetworkAndHost);
        Statement tag = scope.tagAtBirth(
                "TagNetworkAtBirth",
                List.of(VPC, SUBNET, GATEWAY, TABLE, ENDPOINT, GROUP),
                "CreateInternetGateway",
                "CreateRouteTable",
                "CreateSecurityGroup",
                "CreateSubnet",
                "CreateVpc",
                "CreateVpcEndpoint");
        Statement inVpc = scope.own(
                "UseVpc",
                List.of(VPC),
                "ec2:AttachInternetGateway",
                "ec2:CreateRouteTable",
                "ec2:CreateSecurityGroup",
                "ec2:CreateSubnet",
                "ec2:CreateVpcEndpoint",
                "ec2:DetachInternetGateway");
        Statement associate = scope.own(
                "AssociateRoutes",
                List.of(TABLE, SUBNET),
                "ec2:AssociateRouteTable",
                "ec2:DisassociateRouteTable",
                "ec2:ReplaceRouteTableAssociation");
        Statement empty = scope.own(
                "EmptyGroup", List.of(GROUP), "ec2:RevokeSecurityGroupEgress", "ec2:RevokeSecurityGroupIngress");
        return List.of(
                Deployable.of(
                        "aws:ec2/vpc:Vpc",
                        look,
                        tag,
                        scope.born("MakeVpc", List.of(VPC), "ec2:CreateVpc"),
                        scope.own(
                                "KeepVpc",
                                List.of(VPC),
                                "ec2:DeleteVpc",
                                "ec2:DescribeVpcAttribute",
                                "ec2:ModifyVpcAttribute")),
                Deployable.of(
                        "aws:ec2/subnet:Subnet",
                        look,
                        tag,
                        inVpc,
                        scope.born("MakeSubnet", List.of(SUBNET), "ec2:CreateSubnet"),
                        scope.own("KeepSubnet", List.of(SUBNET), "ec2:DeleteSubnet", "ec2:ModifySubnetAttribute")),
                Deployable.of(
                        "aws:ec2/internetGateway:InternetGateway",
                        look,
                        tag,
                        inVpc,
                        scope.born("MakeGateway", List.of(GATEWAY), "ec2:CreateInternetGateway"),
                        scope.own(
                                "KeepGateway",
                                List.of(GATEWAY),
                                "ec2:AttachInternetGateway",
                                "ec2:DeleteInternetGateway",
                                "ec2:DetachInternetGateway")),
                Deployable.of(
                        "aws:ec2/routeTable:RouteTable",
                        look,
                        tag,
                        inVpc,
                        scope.born("MakeTable", List.of(TABLE), "ec2:CreateRouteTable"),
                        scope.own("KeepTable", List.of(TABLE), "ec2:DeleteRouteTable")),
                Deployable.of(
                        "aws:ec2/route:Route",
                        look,
                        scope.own(
                                "KeepRoutes",
                                List.of(TABLE),
                                "ec2:CreateRoute",
                                "ec2:DeleteRoute",
                                "ec2:ReplaceRoute")),
                Deployable.of("aws:ec2/routeTableAssociation:RouteTableAssociation", look, associate),
                Deployable.of(
                        "aws:ec2/vpcEndpoint:VpcEndpoint",
                        look,
                        tag,
                        inVpc,
                        scope.born("MakeEndpoint", List.of(ENDPOINT), "ec2:CreateVpcEndpoint"),
                        scope.own("RouteToEndpoint", List.of(TABLE), "ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"),
                        scope.own(
                                "KeepEndpoint", List.of(ENDPOINT), "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint")),
                Deployable.of(
                        "aws:ec2/securityGroup:SecurityGroup",
                        look,
                        tag,
                        inVpc,
                        empty,
                        scope.born("MakeGroup", List.of(GROUP), "ec2:CreateSecurityGroup"),
                        // Checked by its name too, since a group that was adopted carries the stack's tag as well.
                        scope.own(
                                        "KeepGroup",
                                        List.of(GROUP),
                                        "ec2:AuthorizeSecurityGroupEgress",
                                        "ec2:DeleteSecurityGroup")
                                .when(
                                        "StringEquals",
                                        "aws:ResourceTag/Name",
                                        facts.gateway().names().of(Network.SECURITY_GROUP))),
                Deployable.of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", look, empty, adopt(facts)));
    }

    /**
     * The one thing that comes untagged: a VPC's default group. It gets the stack's tag only while it has none, and
     * can then be emptied; it cannot be given a rule, renamed or deleted.
     */
    private static Statement adopt(RightsContext facts) {
        return Statement.allow(
                        "AdoptDefaultGroup",
                        List.of("ec2:CreateTags"),
                        List.of(facts.gateway().ec2(GROUP)))
                .when("Null", TaggedRights.OWN, "true")
                .when("StringEquals", TaggedRights.BORN, facts.stack())
                .when("ForAllValues:StringEquals", "aws:TagKeys", ResourceNames.MANAGED_TAG, ResourceNames.STACK_TAG);
    }
}
