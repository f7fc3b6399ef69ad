//! A program with the crate `workos`. A comment begins each call, the same in both programs.
//!
//! Requests of that crate leave out members that are `None`, so the update of a user cannot clear
//! the locale here.

use std::collections::HashMap;

use futures_util::TryStreamExt;
use workos::admin_portal::GenerateLinkParams;
use workos::api_keys::{CreateOrganizationApiKeyParams, CreateValidationParams};
use workos::audit_logs::{CreateEventParams, CreateExportParams};
use workos::authorization::{
    CheckParams, CheckParamsBody, CreateEnvironmentRoleParams, CreatePermissionParams,
    ResourceTarget, SetEnvironmentRolePermissionsParams,
};
use workos::directory_sync::{ListDirectoriesParams, ListUsersParams as ListDirectoryUsersParams};
use workos::events::ListEventsParams;
use workos::feature_flags::ListOrganizationFeatureFlagsParams;
use workos::multi_factor_auth::{ChallengeFactorParams, EnrollFactorParams, VerifyChallengeParams};
use workos::organization_membership::{
    CreateOrganizationMembershipParams, CreateOrganizationMembershipParamsBody,
    ListOrganizationMembershipsParams, Role, UpdateOrganizationMembershipParams,
    UpdateOrganizationMembershipParamsBody,
};
use workos::organizations::{
    CreateOrganizationParams, ListOrganizationsParams, UpdateOrganizationParams,
};
use workos::sso::{GetProfileAndTokenParams, ListConnectionsParams};
use workos::user_management::{
    AuthenticateWithCodeParams, AuthenticateWithMagicAuthParams,
    AuthenticateWithRefreshTokenParams, CreateMagicAuthParams, CreateUserParams,
    CreateUserParamsBody, ListInvitationsParams, ListSessionsParams, ListUsersParams, Password,
    RevokeSessionParams, SendInvitationParams, UpdateUserParams, UpdateUserParamsBody,
};
use workos::vault::{CreateKvParams, UpdateKvParams};
use workos::widgets::CreateTokenParams;
use workos::{
    AuditLogEvent, AuditLogEventActor, AuditLogEventContext, AuditLogEventIngestion,
    AuditLogEventTarget, AuditLogExportCreation, AuditLogExportState,
    AuthKitAuthorizationUrlParams, AuthenticateResponse, AuthenticationChallengesVerifyRequest,
    AuthenticationFactorsCreateRequest, AuthenticationFactorsCreateRequestType,
    ChallengeAuthenticationFactor, Client, ConnectionState, CreateAuthorizationPermission,
    CreateMagicCodeAndReturn, CreateObjectRequest, CreateOrganizationApiKey, CreateRole,
    CreateUserInviteOptions, DirectoryUserWithGroupsState, Error, GenerateLink, GenerateLinkIntent,
    OrganizationDomainData, OrganizationDomainDataState, OrganizationInput, RequestOptions,
    RevokeSession, SetRolePermissions, SsoAuthorizationUrlParams, TokenQuery, TokenQueryGrantType,
    UpdateObjectRequest, UpdateOrganization, UserManagementOrganizationMembershipStatuses,
    ValidateApiKey, WidgetSessionToken, WidgetSessionTokenScopes,
};

const REDIRECT: &str = "https://garden.example/callback";

pub fn client(key: &str, id: &str) -> Client {
    Client::builder().api_key(key).client_id(id).build()
}

pub async fn users(client: &Client, organization: &str) -> Result<(), Error> {
    // Create a user
    let created = client
        .user_management()
        .create_user(CreateUserParams::new(CreateUserParamsBody {
            email: "ada@garden.example".into(),
            first_name: Some("Ada".into()),
            last_name: None,
            name: None,
            email_verified: Some(true),
            metadata: None,
            external_id: Some("42".into()),
            ip_address: None,
            user_agent: None,
            signals_id: None,
            password: Some(Password::Plaintext {
                password: "seven green watering cans".into(),
            }),
        }))
        .await?;
    println!("{}", created.id);
    // Get a user by the external id
    let user = client
        .user_management()
        .get_user_by_external_id("42")
        .await?;
    // Update a user and clear the locale
    client
        .user_management()
        .update_user(
            &user.id,
            UpdateUserParams::new(UpdateUserParamsBody {
                last_name: Some("Moss".into()),
                metadata: Some(HashMap::from([("plot".into(), "9".into())])),
                ..Default::default()
            }),
        )
        .await?;
    // List all users of an organization
    let users: Vec<_> = client
        .user_management()
        .list_users_auto_paging(ListUsersParams {
            organization_id: Some(organization.into()),
            limit: Some(100),
            ..Default::default()
        })
        .try_collect()
        .await?;
    println!("{}", users.len());
    // Delete a user
    client.user_management().delete_user(&user.id).await
}

pub async fn organizations(client: &Client) -> Result<(), Error> {
    // Create an organization
    let organization = client
        .organizations()
        .create_organization(CreateOrganizationParams::new(OrganizationInput {
            name: "The garden".into(),
            allow_profiles_outside_organization: None,
            domains: None,
            domain_data: Some(vec![OrganizationDomainData {
                domain: "garden.example".into(),
                state: OrganizationDomainDataState::Pending,
            }]),
            metadata: None,
            external_id: None,
        }))
        .await?;
    // Verify a domain
    for domain in &organization.domains {
        client
            .organization_domains()
            .verify_organization_domain(&domain.id)
            .await?;
    }
    // Update an organization
    client
        .organizations()
        .update_organization(
            &organization.id,
            UpdateOrganizationParams::new(UpdateOrganization {
                name: None,
                allow_profiles_outside_organization: None,
                domains: None,
                domain_data: None,
                stripe_customer_id: None,
                metadata: Some(HashMap::from([("tier".into(), "oak".into())])),
                external_id: Some("7".into()),
            }),
        )
        .await?;
    // List all organizations of a domain
    let all: Vec<_> = client
        .organizations()
        .list_organizations_auto_paging(ListOrganizationsParams {
            domains: Some(vec!["garden.example".into()]),
            ..Default::default()
        })
        .try_collect()
        .await?;
    println!("{}", all.len());
    // Get an organization
    let organization = client
        .organizations()
        .get_organization(&organization.id)
        .await?;
    println!("{}", organization.name);
    Ok(())
}

pub async fn memberships(client: &Client, user: &str, organization: &str) -> Result<(), Error> {
    // Create a membership
    let membership = client
        .organization_membership()
        .create_organization_membership(CreateOrganizationMembershipParams::new(
            CreateOrganizationMembershipParamsBody {
                user_id: user.into(),
                organization_id: organization.into(),
                role: Some(Role::Single {
                    role_slug: "gardener".into(),
                }),
            },
        ))
        .await?;
    // Update a membership
    client
        .organization_membership()
        .update_organization_membership(
            &membership.id,
            UpdateOrganizationMembershipParams::new(UpdateOrganizationMembershipParamsBody {
                role: Some(Role::Single {
                    role_slug: "owner".into(),
                }),
            }),
        )
        .await?;
    // List all active memberships
    let active: Vec<_> = client
        .organization_membership()
        .list_organization_memberships_auto_paging(ListOrganizationMembershipsParams {
            organization_id: Some(organization.into()),
            statuses: Some(vec![UserManagementOrganizationMembershipStatuses::Active]),
            ..Default::default()
        })
        .try_collect()
        .await?;
    println!("{}", active.len());
    // Deactivate a membership
    client
        .organization_membership()
        .deactivate_organization_membership(&membership.id)
        .await?;
    Ok(())
}

pub async fn invitations(client: &Client, organization: &str) -> Result<(), Error> {
    // Send an invitation
    let invitation = client
        .user_management()
        .send_invitation(SendInvitationParams::new(CreateUserInviteOptions {
            email: "bo@garden.example".into(),
            organization_id: Some(organization.into()),
            role_slug: None,
            expires_in_days: Some(3),
            inviter_user_id: None,
            locale: None,
        }))
        .await?;
    // Find an invitation by its token
    let found = client
        .user_management()
        .find_invitation_by_token(invitation.token.expose())
        .await?;
    // List all invitations
    let invitations: Vec<_> = client
        .user_management()
        .list_invitations_auto_paging(ListInvitationsParams {
            organization_id: Some(organization.into()),
            ..Default::default()
        })
        .try_collect()
        .await?;
    println!("{}", invitations.len());
    // Revoke an invitation
    client
        .user_management()
        .revoke_invitation(&found.id)
        .await?;
    Ok(())
}

pub async fn authentication(client: &Client, code: &str) -> Result<AuthenticateResponse, Error> {
    // Make the address to sign in at
    let url = client
        .authkit()
        .authorization_url(AuthKitAuthorizationUrlParams {
            redirect_uri: REDIRECT.into(),
            provider: Some("authkit".into()),
            ..Default::default()
        })?;
    println!("{url}");
    // Authenticate with a code
    let session = client
        .user_management()
        .authenticate_with_code(AuthenticateWithCodeParams::new(code))
        .await?;
    // Send a code by email
    let sent = client
        .user_management()
        .create_magic_auth(CreateMagicAuthParams::new(CreateMagicCodeAndReturn {
            email: session.user.email,
            invitation_token: None,
            ip_address: None,
            user_agent: None,
            radar_auth_attempt_id: None,
            signals_id: None,
        }))
        .await?;
    // Authenticate with the code of an email, and match the error
    let authenticated = client
        .user_management()
        .authenticate_with_magic_auth(AuthenticateWithMagicAuthParams::new(sent.code, sent.email))
        .await;
    match &authenticated {
        Err(Error::Api(error)) if error.code.as_deref() == Some("mfa_enrollment") => {
            let body: serde_json::Value = serde_json::from_slice(&error.raw_body)?;
            println!("{} enrols a factor", body["user"]["email"]);
        }
        Err(error) => println!("{:?} {:?}", error.status(), error.request_id()),
        Ok(session) => println!("{}", session.user.id),
    }
    // Authenticate with a refresh token
    let session = client
        .user_management()
        .authenticate_with_refresh_token(AuthenticateWithRefreshTokenParams::new(
            session.refresh_token,
        ))
        .await?;
    // List all sessions of a user
    let sessions: Vec<_> = client
        .user_management()
        .list_sessions_auto_paging(&session.user.id, ListSessionsParams::default())
        .try_collect()
        .await?;
    // Revoke a session
    for old in sessions {
        client
            .user_management()
            .revoke_session(RevokeSessionParams::new(RevokeSession {
                session_id: old.id,
            }))
            .await?;
    }
    Ok(session)
}

pub async fn single_sign_on(
    client: &Client,
    secret: &str,
    organization: &str,
    code: &str,
) -> Result<(), Error> {
    // List all connections, and match their states
    let connections: Vec<_> = client
        .sso()
        .list_connections_auto_paging(ListConnectionsParams {
            organization_id: Some(organization.into()),
            ..Default::default()
        })
        .try_collect()
        .await?;
    for connection in connections {
        match connection.state {
            ConnectionState::Active => println!("{} is active", connection.name),
            ConnectionState::Unknown(state) => println!("{} is new to us", state),
            other => println!("{other}"),
        }
    }
    // Make the address of single sign-on
    let url = client
        .sso_helpers()
        .authorization_url(SsoAuthorizationUrlParams {
            redirect_uri: REDIRECT.into(),
            organization: Some(organization.into()),
            state: Some("spring".into()),
            ..Default::default()
        })?;
    println!("{url}");
    // Get the profile of a code
    let answer = client
        .sso()
        .get_profile_and_token(GetProfileAndTokenParams::new(TokenQuery {
            client_id: client.client_id().into(),
            client_secret: secret.into(),
            code: Some(code.into()),
            grant_type: TokenQueryGrantType::AuthorizationCode,
            code_verifier: None,
            subject_token: None,
            subject_token_type: None,
            organization_id: None,
        }))
        .await?;
    println!("{}", answer.profile.email);
    Ok(())
}

pub async fn directories(client: &Client, organization: &str) -> Result<(), Error> {
    // List all directories
    let directories: Vec<_> = client
        .directory_sync()
        .list_directories_auto_paging(ListDirectoriesParams {
            organization_id: Some(organization.into()),
            ..Default::default()
        })
        .try_collect()
        .await?;
    for directory in directories {
        // List all users of a directory
        let users: Vec<_> = client
            .directory_sync()
            .list_users_auto_paging(ListDirectoryUsersParams {
                directory: Some(directory.id),
                ..Default::default()
            })
            .try_collect()
            .await?;
        // Get a user of a directory
        for user in users {
            if user.state == DirectoryUserWithGroupsState::Active {
                let user = client.directory_sync().get_user(&user.id).await?;
                println!("{} {:?}", user.idp_id, user.email);
            }
        }
    }
    Ok(())
}

pub async fn audit_logs(client: &Client, user: &str, organization: &str) -> Result<(), Error> {
    // Create an event of the audit log, once
    client
        .audit_logs()
        .create_event_with_options(
            CreateEventParams::new(AuditLogEventIngestion {
                organization_id: organization.into(),
                event: AuditLogEvent {
                    action: "plot.watered".into(),
                    occurred_at: "2026-04-01T06:30:00.000Z".into(),
                    actor: AuditLogEventActor {
                        id: user.into(),
                        type_: "user".into(),
                        name: None,
                        metadata: None,
                    },
                    targets: vec![AuditLogEventTarget {
                        id: "plot_9".into(),
                        type_: "plot".into(),
                        name: None,
                        metadata: None,
                    }],
                    context: AuditLogEventContext {
                        location: "203.0.113.9".into(),
                        user_agent: None,
                    },
                    metadata: None,
                    version: Some(1),
                },
            }),
            Some(&RequestOptions::new().idempotency_key("plot-9-1775025000")),
        )
        .await?;
    // Create an export of the audit log
    let export = client
        .audit_logs()
        .create_export(CreateExportParams::new(AuditLogExportCreation {
            organization_id: organization.into(),
            range_start: "2026-03-01T00:00:00.000Z".into(),
            range_end: "2026-04-01T00:00:00.000Z".into(),
            actions: Some(vec!["plot.watered".into()]),
            actors: None,
            actor_names: None,
            actor_ids: None,
            targets: None,
        }))
        .await?;
    // Get an export, and match its state
    let export = client.audit_logs().get_export(&export.id).await?;
    match (export.state, export.url) {
        (AuditLogExportState::Ready, Some(url)) => println!("{url}"),
        (AuditLogExportState::Unknown(state), _) => println!("{state} is new to us"),
        (state, _) => println!("{state}"),
    }
    Ok(())
}

pub async fn factors(client: &Client, code: &str) -> Result<bool, Error> {
    // Enroll a factor
    let factor = client
        .multi_factor_auth()
        .enroll_factor(EnrollFactorParams::new(
            AuthenticationFactorsCreateRequest {
                type_: AuthenticationFactorsCreateRequestType::Totp,
                phone_number: None,
                totp_issuer: Some("The garden".into()),
                totp_user: Some("ada@garden.example".into()),
                user_id: None,
            },
        ))
        .await?;
    // Challenge a factor
    let challenge = client
        .multi_factor_auth()
        .challenge_factor(
            &factor.id,
            ChallengeFactorParams::new(ChallengeAuthenticationFactor { sms_template: None }),
        )
        .await?;
    // Verify a challenge
    let answer = client
        .multi_factor_auth()
        .verify_challenge(
            &challenge.id,
            VerifyChallengeParams::new(AuthenticationChallengesVerifyRequest { code: code.into() }),
        )
        .await?;
    Ok(answer.valid)
}

pub async fn events(client: &Client) -> Result<(), Error> {
    // List all events, and match what they tell of
    let events: Vec<_> = client
        .events()
        .list_events_auto_paging(ListEventsParams::new(vec![
            "user.created".into(),
            "organization.created".into(),
        ]))
        .try_collect()
        .await?;
    for event in events {
        match event.event.as_str() {
            "user.created" => println!("{}", event.data["email"]),
            "organization.created" => println!("{}", event.data["name"]),
            other => println!("{other}"),
        }
    }
    Ok(())
}

pub async fn api_keys(client: &Client, organization: &str) -> Result<(), Error> {
    // Create an API key
    let key = client
        .api_keys()
        .create_organization_api_key(
            organization,
            CreateOrganizationApiKeyParams::new(CreateOrganizationApiKey {
                name: "Shed".into(),
                permissions: Some(vec!["plots:read".into()]),
                expires_at: None,
            }),
        )
        .await?;
    // Validate an API key
    let valid = client
        .api_keys()
        .create_validation(CreateValidationParams::new(ValidateApiKey {
            value: key.value,
        }))
        .await?;
    println!("{}", valid.api_key.is_some());
    // Delete an API key
    client.api_keys().delete_api_key(&key.id).await
}

pub async fn widgets(client: &Client, user: &str, organization: &str) -> Result<(), Error> {
    // Get a token for a widget
    let answer = client
        .widgets()
        .create_token(CreateTokenParams::new(WidgetSessionToken {
            organization_id: Some(organization.into()),
            user_id: Some(user.into()),
            scopes: Some(vec![WidgetSessionTokenScopes::WidgetsUsersTableManage]),
        }))
        .await?;
    println!("{}", answer.token.expose());
    // Make a link to the admin portal
    let portal = client
        .admin_portal()
        .generate_link(GenerateLinkParams::new(GenerateLink {
            return_url: None,
            success_url: None,
            organization: organization.into(),
            external_user_id: None,
            intent: Some(GenerateLinkIntent::SSO),
            it_contact_emails: None,
        }))
        .await?;
    println!("{}", portal.link.expose());
    Ok(())
}

pub async fn feature_flags(client: &Client, organization: &str) -> Result<(), Error> {
    // List all feature flags of an organization
    let flags: Vec<_> = client
        .feature_flags()
        .list_organization_feature_flags_auto_paging(
            organization,
            ListOrganizationFeatureFlagsParams::default(),
        )
        .try_collect()
        .await?;
    println!("{}", flags.len());
    // Enable a feature flag
    client
        .feature_flags()
        .enable_feature_flag("night-watering")
        .await?;
    // Add a target to a feature flag
    client
        .feature_flags()
        .add_flag_target(organization, "night-watering")
        .await
}

pub async fn roles(client: &Client, membership: &str, resource: &str) -> Result<bool, Error> {
    // Create a permission
    let permission = client
        .authorization()
        .create_permission(CreatePermissionParams::new(CreateAuthorizationPermission {
            slug: "plots:read".into(),
            name: "Read plots".into(),
            description: None,
            resource_type_slug: None,
        }))
        .await?;
    // Create a role
    let role = client
        .authorization()
        .create_environment_role(CreateEnvironmentRoleParams::new(CreateRole {
            slug: "gardener".into(),
            name: "Gardener".into(),
            description: Some("Waters the plots".into()),
            resource_type_slug: None,
        }))
        .await?;
    // Set the permissions of a role
    client
        .authorization()
        .set_environment_role_permissions(
            &role.slug,
            SetEnvironmentRolePermissionsParams::new(SetRolePermissions {
                permissions: vec![permission.slug],
            }),
        )
        .await?;
    // Check a permission
    let check = client
        .authorization()
        .check(
            membership,
            CheckParams::new(CheckParamsBody {
                permission_slug: "plots:read".into(),
                resource_target: ResourceTarget::ById {
                    resource_id: resource.into(),
                },
            }),
        )
        .await?;
    Ok(check.authorized)
}

pub async fn vault(client: &Client, organization: &str) -> Result<(), Error> {
    // Create an object in the vault
    let object = client
        .vault()
        .create_kv(CreateKvParams::new(CreateObjectRequest {
            key_context: HashMap::from([("organization_id".into(), organization.into())]),
            name: "shed".into(),
            value: "1234".into(),
        }))
        .await?;
    // Update an object in the vault
    client
        .vault()
        .update_kv(
            &object.id,
            UpdateKvParams::new(UpdateObjectRequest {
                value: "4321".into(),
                version_check: object.version_id,
            }),
        )
        .await?;
    // Get an object of the vault
    let object = client.vault().get_kv(&object.id).await?;
    println!("{}", object.name);
    Ok(())
}
