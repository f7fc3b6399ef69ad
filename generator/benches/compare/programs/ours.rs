//! The program of `official.rs` with the emitted crate.
//!
//! The client is part of the program, as the handbook describes it.

use workos_api::admin_portal::portal_link::{GeneratePortalLinkIntent, GeneratePortalLinkRequest};
use workos_api::audit_logs::Context;
use workos_api::audit_logs::event::{
    CreateEvent, CreateEventActor, CreateEventRequest, CreateEventTarget,
};
use workos_api::audit_logs::export::{AuditLogExportState, CreateExportRequest, GetExportRequest};
use workos_api::authkit::api_keys::{
    CreateOrganizationApiKeyRequest, DeleteApiKeyRequest, ValidateApiKeyRequest,
};
use workos_api::authkit::authentication::{
    AuthenticateMagicAuthUserRequest, AuthenticateWithCodeRequest,
    AuthenticateWithRefreshTokenRequest, GetAuthorizationUrlProvider, GetAuthorizationUrlRequest,
};
use workos_api::authkit::invitation::{
    FindInvitationByTokenRequest, ListInvitationsRequest, RevokeInvitationRequest,
    SendInvitationRequest,
};
use workos_api::authkit::magic_auth::CreateMagicAuthRequest;
use workos_api::authkit::organization_membership::{
    CreateOrganizationMembershipRequest, DeactivateOrganizationMembershipRequest,
    ListOrganizationMembershipsRequest, UpdateOrganizationMembershipRequest,
};
use workos_api::authkit::session::{ListSessionsRequest, RevokeSessionRequest};
use workos_api::authkit::user::{
    CreateUserRequest, DeleteUserRequest, GetUserByExternalIdRequest, ListUsersRequest,
    UpdateUserRequest,
};
use workos_api::authkit::{AuthenticateResponse, Status};
use workos_api::directory_sync::directory::ListDirectoriesRequest;
use workos_api::directory_sync::directory_user::{
    DirectoryUserState, GetDirectoryUserRequest, ListDirectoryUsersRequest,
};
use workos_api::domain_verification::VerifyOrganizationDomainRequest;
use workos_api::events::{EventData, ListEventsRequest};
use workos_api::feature_flags::flag::EnableFlagRequest;
use workos_api::feature_flags::targeting::{
    AddFlagTargetRequest, ListOrganizationFeatureFlagsRequest,
};
use workos_api::fga::access_check::CheckAuthorizationRequest;
use workos_api::mfa::challenge::{ChallengeFactorRequest, VerifyChallengeRequest};
use workos_api::mfa::factor::{EnrollFactorRequest, EnrollFactorType};
use workos_api::organization::{
    CreateOrganizationRequest, DomainData, DomainDataState, GetOrganizationRequest,
    ListOrganizationsRequest, UpdateOrganizationRequest,
};
use workos_api::roles::permission::CreatePermissionRequest;
use workos_api::roles::role::{CreateRoleRequest, SetRolePermissionsRequest};
use workos_api::runtime::{self, Endpoint, ErrorKind, Http, Paginated, Request};
use workos_api::sso::connection::{ConnectionState, ListConnectionsRequest};
use workos_api::sso::profile::GetProfileAndTokenRequest;
use workos_api::vault::object::{CreateObjectRequest, GetObjectRequest, UpdateObjectRequest};
use workos_api::widgets::{GetTokenRequest, GetTokenScope};
use workos_api::{OrganizationId, OrganizationMembershipId, ResourceId, UserId, sso};

const API: &str = "https://api.workos.com";
const REDIRECT: &str = "https://garden.example/callback";

pub struct Client {
    id: String,
    key: String,
    http: reqwest::Client,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Client(#[from] reqwest::Error),
    #[error(transparent)]
    Api(#[from] runtime::Error),
    #[error(transparent)]
    Request(#[from] runtime::InvalidRequest),
}

impl Client {
    pub async fn call<E: Endpoint + Http>(&self, request: &E) -> Result<E::Response, Error> {
        let sent = request.to_http(API, Some(&self.key))?;
        let answer = self.http.execute(sent.try_into()?).await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await?;
        Ok(request.read_response(status, &headers, &body)?)
    }

    pub async fn all<R: Paginated + Http>(&self, request: R) -> Result<Vec<R::Item>, Error> {
        let (mut items, mut next) = (Vec::new(), Some(request));
        while let Some(request) = next {
            let page = self.call(&request).await?;
            next = request.next_page(&page);
            items.extend(runtime::Page::into_items(page));
        }
        Ok(items)
    }
}

pub fn client(key: &str, id: &str) -> Client {
    Client {
        id: id.into(),
        key: key.into(),
        http: reqwest::Client::new(),
    }
}

pub async fn users(client: &Client, organization: &OrganizationId) -> Result<(), Error> {
    // Create a user
    let request = CreateUserRequest::new("ada@garden.example")
        .first_name("Ada")
        .email_verified(true)
        .external_id("42")
        .password("seven green watering cans");
    let created = client.call(&request).await?;
    println!("{}", created.id);
    // Get a user by the external id
    let user = client.call(&GetUserByExternalIdRequest::new("42")).await?;
    // Update a user and clear the locale
    let request = UpdateUserRequest::new(user.id.clone())
        .last_name("Moss")
        .metadata([("plot", "9")])
        .clear_locale();
    client.call(&request).await?;
    // List all users of an organization
    let request = ListUsersRequest::default()
        .organization_id(organization.clone())
        .limit(100);
    let users = client.all(request).await?;
    println!("{}", users.len());
    // Delete a user
    client.call(&DeleteUserRequest::new(user.id)).await?;
    Ok(())
}

pub async fn organizations(client: &Client) -> Result<(), Error> {
    // Create an organization
    let domain = DomainData::new("garden.example", DomainDataState::Pending);
    let request = CreateOrganizationRequest::new("The garden").domain_data([domain]);
    let organization = client.call(&request).await?;
    // Verify a domain
    for domain in organization.domains {
        let request = VerifyOrganizationDomainRequest::new(domain.id);
        client.call(&request).await?;
    }
    // Update an organization
    let request = UpdateOrganizationRequest::new(organization.id.clone())
        .metadata([("tier", "oak")])
        .external_id("7");
    client.call(&request).await?;
    // List all organizations of a domain
    let request = ListOrganizationsRequest::default().domains(["garden.example"]);
    let all = client.all(request).await?;
    println!("{}", all.len());
    // Get an organization
    let request = GetOrganizationRequest::new(organization.id);
    let organization = client.call(&request).await?;
    println!("{}", organization.name);
    Ok(())
}

pub async fn memberships(
    client: &Client,
    user: &UserId,
    organization: &OrganizationId,
) -> Result<(), Error> {
    // Create a membership
    let request = CreateOrganizationMembershipRequest::new(user.clone(), organization.clone())
        .role_slug("gardener");
    let membership = client.call(&request).await?;
    // Update a membership
    let request =
        UpdateOrganizationMembershipRequest::new(membership.id.clone()).role_slug("owner");
    client.call(&request).await?;
    // List all active memberships
    let request = ListOrganizationMembershipsRequest::default()
        .organization_id(organization.clone())
        .statuses([Status::Active]);
    let active = client.all(request).await?;
    println!("{}", active.len());
    // Deactivate a membership
    let request = DeactivateOrganizationMembershipRequest::new(membership.id);
    client.call(&request).await?;
    Ok(())
}

pub async fn invitations(client: &Client, organization: &OrganizationId) -> Result<(), Error> {
    // Send an invitation
    let request = SendInvitationRequest::new("bo@garden.example")
        .organization_id(organization.clone())
        .expires_in_days(3);
    let invitation = client.call(&request).await?;
    // Find an invitation by its token
    let request = FindInvitationByTokenRequest::new(invitation.token);
    let found = client.call(&request).await?;
    // List all invitations
    let request = ListInvitationsRequest::default().organization_id(organization.clone());
    let invitations = client.all(request).await?;
    println!("{}", invitations.len());
    // Revoke an invitation
    client.call(&RevokeInvitationRequest::new(found.id)).await?;
    Ok(())
}

pub async fn authentication(client: &Client, code: &str) -> Result<AuthenticateResponse, Error> {
    // Make the address to sign in at
    let url = GetAuthorizationUrlRequest::new(&client.id, REDIRECT)
        .provider(GetAuthorizationUrlProvider::Authkit)
        .url(API)?;
    println!("{url}");
    // Authenticate with a code
    let request = AuthenticateWithCodeRequest::new(&client.id, code).client_secret(&client.key);
    let session = client.call(&request).await?;
    // Send a code by email
    let request = CreateMagicAuthRequest::new(session.user.email);
    let sent = client.call(&request).await?;
    // Authenticate with the code of an email, and match the error
    let request =
        AuthenticateMagicAuthUserRequest::new(&client.id, &client.key, sent.code, sent.email);
    match client.call(&request).await {
        Err(Error::Api(runtime::Error::Api(error))) => match error.kind() {
            ErrorKind::MfaEnrollment(error) => println!("{} enrols a factor", error.user.email),
            _ => println!("{} {:?}", error.status(), error.request_id()),
        },
        Err(error) => println!("{error}"),
        Ok(session) => println!("{}", session.user.id),
    }
    // Authenticate with a refresh token
    let request = AuthenticateWithRefreshTokenRequest::new(&client.id, session.refresh_token)
        .client_secret(&client.key);
    let session = client.call(&request).await?;
    // List all sessions of a user
    let request = ListSessionsRequest::new(session.user.id.clone());
    let sessions = client.all(request).await?;
    // Revoke a session
    for old in sessions {
        client.call(&RevokeSessionRequest::new(old.id)).await?;
    }
    Ok(session)
}

pub async fn single_sign_on(
    client: &Client,
    secret: &str,
    organization: &OrganizationId,
    code: &str,
) -> Result<(), Error> {
    // List all connections, and match their states
    let request = ListConnectionsRequest::default().organization_id(organization.clone());
    for connection in client.all(request).await? {
        match connection.state {
            ConnectionState::Active => println!("{} is active", connection.name),
            ConnectionState::Undocumented(state) => println!("{} is new to us", state.as_str()),
            other => println!("{other}"),
        }
    }
    // Make the address of single sign-on
    let url = sso::GetAuthorizationUrlRequest::new(&client.id, REDIRECT)
        .organization(organization.as_str())
        .state("spring")
        .url(API)?;
    println!("{url}");
    // Get the profile of a code
    let request = GetProfileAndTokenRequest::new(&client.id, secret, code);
    let answer = client.call(&request).await?;
    println!("{}", answer.profile.email);
    Ok(())
}

pub async fn directories(client: &Client, organization: &OrganizationId) -> Result<(), Error> {
    // List all directories
    let request = ListDirectoriesRequest::default().organization_id(organization.clone());
    for directory in client.all(request).await? {
        // List all users of a directory
        let request = ListDirectoryUsersRequest::default().directory(directory.id);
        let users = client.all(request).await?;
        // Get a user of a directory
        for user in users {
            if user.state == DirectoryUserState::Active {
                let user = client.call(&GetDirectoryUserRequest::new(user.id)).await?;
                println!("{} {:?}", user.idp_id, user.email);
            }
        }
    }
    Ok(())
}

pub async fn audit_logs(
    client: &Client,
    user: &UserId,
    organization: &OrganizationId,
) -> Result<(), Error> {
    // Create an event of the audit log, once
    let event = CreateEvent::new(
        "plot.watered",
        CreateEventActor::new(user.as_str(), "user"),
        Context::new("203.0.113.9"),
        "2026-04-01T06:30:00.000Z",
        [CreateEventTarget::new("plot_9", "plot")],
    )
    .version(1);
    let request =
        CreateEventRequest::new(organization.clone(), event).idempotency_key("plot-9-1775025000");
    client.call(&request).await?;
    // Create an export of the audit log
    let request = CreateExportRequest::new(
        organization.clone(),
        "2026-03-01T00:00:00.000Z",
        "2026-04-01T00:00:00.000Z",
    )
    .actions(["plot.watered"]);
    let export = client.call(&request).await?;
    // Get an export, and match its state
    let export = client.call(&GetExportRequest::new(export.id)).await?;
    match (export.state, export.url) {
        (AuditLogExportState::Ready, Some(url)) => println!("{url}"),
        (AuditLogExportState::Undocumented(state), _) => {
            println!("{} is new to us", state.as_str())
        }
        (state, _) => println!("{state}"),
    }
    Ok(())
}

pub async fn factors(client: &Client, code: &str) -> Result<bool, Error> {
    // Enroll a factor
    let request = EnrollFactorRequest::new(EnrollFactorType::Totp)
        .totp_issuer("The garden")
        .totp_user("ada@garden.example");
    let factor = client.call(&request).await?;
    // Challenge a factor
    let request = ChallengeFactorRequest::new(factor.id);
    let challenge = client.call(&request).await?;
    // Verify a challenge
    let request = VerifyChallengeRequest::new(challenge.id, code);
    let answer = client.call(&request).await?;
    Ok(answer.valid)
}

pub async fn events(client: &Client) -> Result<(), Error> {
    // List all events, and match what they tell of
    let request = ListEventsRequest::default().events(["user.created", "organization.created"]);
    for event in client.all(request).await? {
        match &event.data {
            EventData::UserCreated(user) => println!("{}", user.email),
            EventData::OrganizationCreated(organization) => println!("{}", organization.name),
            other => println!("{}", other.name()),
        }
    }
    Ok(())
}

pub async fn api_keys(client: &Client, organization: &OrganizationId) -> Result<(), Error> {
    // Create an API key
    let request = CreateOrganizationApiKeyRequest::new(organization.clone(), "Shed")
        .permissions(["plots:read"]);
    let key = client.call(&request).await?;
    // Validate an API key
    let request = ValidateApiKeyRequest::new(key.value.unwrap_or_default());
    let valid = client.call(&request).await?;
    println!("{}", valid.api_key.is_some());
    // Delete an API key
    client.call(&DeleteApiKeyRequest::new(key.id)).await?;
    Ok(())
}

pub async fn widgets(
    client: &Client,
    user: &UserId,
    organization: &OrganizationId,
) -> Result<(), Error> {
    // Get a token for a widget
    let request = GetTokenRequest::default()
        .organization_id(organization.clone())
        .user_id(user.clone())
        .scopes([GetTokenScope::WidgetsUsersTableManage]);
    let answer = client.call(&request).await?;
    println!("{}", answer.token);
    // Make a link to the admin portal
    let request =
        GeneratePortalLinkRequest::new(organization.as_str()).intent(GeneratePortalLinkIntent::Sso);
    let portal = client.call(&request).await?;
    println!("{}", portal.link);
    Ok(())
}

pub async fn feature_flags(client: &Client, organization: &OrganizationId) -> Result<(), Error> {
    // List all feature flags of an organization
    let request = ListOrganizationFeatureFlagsRequest::new(organization.clone());
    let flags = client.all(request).await?;
    println!("{}", flags.len());
    // Enable a feature flag
    let request = EnableFlagRequest::new("night-watering");
    client.call(&request).await?;
    // Add a target to a feature flag
    let request = AddFlagTargetRequest::new("night-watering", organization.as_str());
    client.call(&request).await?;
    Ok(())
}

pub async fn roles(
    client: &Client,
    membership: &OrganizationMembershipId,
    resource: &ResourceId,
) -> Result<bool, Error> {
    // Create a permission
    let request = CreatePermissionRequest::new("plots:read", "Read plots");
    let permission = client.call(&request).await?;
    // Create a role
    let request = CreateRoleRequest::new("gardener", "Gardener").description("Waters the plots");
    let role = client.call(&request).await?;
    // Set the permissions of a role
    let request = SetRolePermissionsRequest::new(role.slug, [permission.slug]);
    client.call(&request).await?;
    // Check a permission
    let request = CheckAuthorizationRequest::new(membership.clone(), "plots:read")
        .resource_id(resource.clone());
    let check = client.call(&request).await?;
    Ok(check.authorized)
}

pub async fn vault(client: &Client, organization: &OrganizationId) -> Result<(), Error> {
    // Create an object in the vault
    let context = [("organization_id", organization.as_str())];
    let request = CreateObjectRequest::new("shed", "1234", context);
    let object = client.call(&request).await?;
    // Update an object in the vault
    let mut request = UpdateObjectRequest::new(object.id.as_str(), "4321");
    request.version_check = object.version_id;
    client.call(&request).await?;
    // Get an object of the vault
    let object = client.call(&GetObjectRequest::new(object.id)).await?;
    println!("{}", object.name);
    Ok(())
}
