# ruff: noqa: E501 (bodies are easier to compare on one line)
"""Walls as they are worded on the web, and pages that have something of a wall: (outcome, status, body)."""

from __future__ import annotations

FILL = "Partners must employ at least ten certified individuals and renew the designation every twelve months on the anniversary date. The program reviews customer references and audits delivery quality each year. "


def page(title: str, body: str, lang: str = "en", head: str = "") -> str:
    """Give an HTML page."""
    return f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


NAV = '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/products">Products</a></li><li><a href="/partners">Partners</a></li><li><a href="/pricing">Pricing</a></li><li><a href="/login">Sign in</a></li></ul></nav></header>'
FOOT = '<footer><p>© 2026 Example Inc. All rights reserved.</p><a href="/privacy">Privacy</a><a href="/cookies">Cookie settings</a></footer>'
CASES = [
    (
        "bot_check",
        403,
        page(
            "Attention Required! | Cloudflare",
            '<div id="cf-wrapper"><div id="cf-error-details"><h1 data-translate="block_headline">Sorry, you have been blocked</h1><h2>You are unable to access example.com</h2><h2>Why have I been blocked?</h2><p>This website is using a security service to protect itself from online attacks. The action you just performed triggered the security solution. There are several actions that could trigger this block including submitting a certain word or phrase, a SQL command or malformed data.</p><h2>What can I do to resolve this?</h2><p>You can email the site owner to let them know you were blocked.</p><p>Cloudflare Ray ID: 8abc • Your IP: 1.2.3.4 • Performance & security by Cloudflare</p></div></div>',
        ),
    ),
    (
        "bot_check",
        403,
        page(
            "Access Denied",
            '<h1>Access Denied</h1>You don\'t have permission to access "http&#58;&#47;&#47;www&#46;example&#46;com&#47;" on this server.<p>Reference #18.2c3c1702.1700000000.1234567<p>https://errors.edgesuite.net/18.2c',
        ),
    ),
    (
        "bot_check",
        403,
        "<html lang=\"en\"><head><title>example.com</title><style>#cmsg{animation: A 1.5s;}</style></head><body style=\"margin:0\"><p id=\"cmsg\">Please enable JS and disable any ad blocker</p><script data-cfasync=\"false\">var dd={'rt':'c','cid':'x','host':'geo.captcha-delivery.com'}</script><script src=\"https://ct.captcha-delivery.com/c.js\"></script></body></html>",
    ),
    (
        "bot_check",
        200,
        "<html lang=\"en\"><head><title>example.com</title></head><body style=\"margin:0\"><p id=\"cmsg\">Please enable JS and disable any ad blocker</p><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script></body></html>",
    ),
    (
        "bot_check",
        200,
        page(
            "Access to this page has been denied",
            '<div class="px-captcha-container"><h1>Press & Hold to confirm you are a human (and not a bot).</h1><p>Reference ID abc</p></div>',
            head='<script>window._pxAppId="PX1"</script>',
        ),
    ),
    (
        "bot_check",
        200,
        '<html><head><META NAME="robots" CONTENT="noindex,nofollow"><script src="/_Incapsula_Resource?SWJIYLWA=719"></script><body></body></html>',
    ),
    (
        "bot_check",
        200,
        '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body style="margin:0px;height:100%"><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=20&incident_id=1" frameborder=0>Request unsuccessful. Incapsula incident ID: 1-2</iframe></body></html>',
    ),
    (
        "bot_check",
        503,
        page(
            "Just a moment...",
            '<noscript>Enable JavaScript and cookies to continue</noscript><div id="challenge-form"></div>',
            head="<script>window._cf_chl_opt={}</script>",
        ),
    ),
    (
        "bot_check",
        429,
        page(
            "Vercel Security Checkpoint",
            '<div><p>We\'re verifying your browser</p><a href="/x">Website owner? Click here to fix</a></div>',
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "Making sure you're not a bot!",
            '<h1>Making sure you\'re not a bot!</h1><p>Loading...</p><details>You are seeing this because the administrator of this website has set up Anubis to protect the server against the scourge of AI companies aggressively scraping websites.</details><script id="anubis_challenge" type="application/json">{}</script>',
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "Robot or human?",
            "<h1>Robot or human?</h1><p>Activate and hold the button to confirm that you’re human. Thank You!</p>",
        ),
    ),
    (
        "bot_check",
        405,
        page(
            "Human Verification",
            '<noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you\'re not a robot. This requires JavaScript. Enable JavaScript and then reload the page.</noscript><div id="captcha-container"></div>',
            head='<script src="https://x.awswaf.com/challenge.js"></script>',
        ),
    ),
    (
        "bot_check",
        202,
        page(
            "",
            '<noscript><h1>JavaScript is disabled</h1>In order to continue, we need to verify that you\'re not a robot.</noscript><div id="challenge-container"></div>',
            head="<script>window.awsWafCookieDomainList = []; window.gokuProps = {};</script>",
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "Request Rejected",
            'The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234567890<br><br><a href="javascript:history.back();">[Go Back]</a>',
        ),
    ),
    (
        "bot_check",
        403,
        page(
            "ERROR: The request could not be satisfied",
            "<H1>403 ERROR</H1><H2>The request could not be satisfied.</H2><HR>Request blocked. We can't connect to the server for this app or website at this time. There might be too much traffic or a configuration error.<PRE>Generated by cloudfront (CloudFront) Request ID: abc</PRE>",
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "Sorry! Something went wrong!",
            '<p>To discuss automated access to Example data please contact api-services@example.com.</p><form action="/errors/validateCaptcha"><h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure you\'re not a robot.</p></form>',
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "Einen Moment, bitte",
            "<h1>Sicherheitsüberprüfung</h1><p>Wir überprüfen, ob Sie ein Mensch sind. Dies kann einige Sekunden dauern.</p>",
            "de",
        ),
    ),
    ("bot_check", 403, "error code: 1020"),
    (
        "client_error",
        403,
        page("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"),
    ),
    ("client_error", 400, "Bad Request"),
    (
        "login",
        200,
        page(
            "Partner Portal | Log in",
            NAV
            + '<main><h1>Welcome back</h1><form action="/session"><label>Username</label><input type="text" name="username"><label>Password</label><input type="password"><button>Log in</button></form><a>Forgot password?</a><p>Not a partner yet? Apply now</p></main>'
            + FOOT,
        ),
    ),
    (
        "login",
        200,
        page(
            "Sign in to your account",
            '<div id="lightbox"><div role="heading">Sign in</div><input type="email" name="loginfmt" placeholder="Email, phone, or Skype"><div>No account? Create one!</div><div>Can’t access your account?</div><button>Next</button></div><div>Terms of use Privacy &amp; cookies</div><script src="https://aadcdn.msauth.net/shared/1.0/content/js/x.js"></script>',
        ),
    ),
    (
        "login",
        200,
        page(
            "Protected: Partner guide",
            '<h1>Protected: Partner guide</h1><p>This content is password protected. To view it please enter your password below:</p><form action="/wp-login.php?action=postpass"><input name="post_password" type="password"><input type="submit" value="Enter"></form>',
        ),
    ),
    ("login", 401, "Unauthorized"),
    (
        "login",
        200,
        page(
            "Working...",
            '<form method="POST" name="hiddenform" action="https://idp.example.com/saml"><input type="hidden" name="SAMLRequest" value="abc"><noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit"></noscript></form><script>document.forms[0].submit()</script>',
        ),
    ),
    (
        "login",
        200,
        page(
            "Anmelden",
            '<h1>Anmelden</h1><form action="/login"><label>E-Mail</label><input name="email"><label>Passwort</label><input type="password"></form><a>Passwort vergessen?</a>',
            "de",
        ),
    ),
    (
        "login",
        200,
        page(
            "Members only",
            "<h1>Members only</h1><p>This content is only available to registered partners. Please log in or register to continue reading.</p>",
        ),
    ),
    (
        "login",
        200,
        page(
            "AI vendors race to certify consultants | The Daily",
            NAV
            + '<article><h1>AI vendors race to certify consultants</h1><p>The vendor said on Monday it would...</p><div class="paywall"><h2>Subscribe to continue reading</h2><p>Already a subscriber? Sign in</p><p>Subscribe now to read the full story. Cancel anytime.</p></div></article>'
            + FOOT,
        ),
    ),
    (
        "consent",
        200,
        page(
            "Bevor Sie zu Beispiel weitergehen",
            "<h1>Bevor Sie zu Beispiel weitergehen</h1><p>Wir verwenden Cookies und Daten, um Dienste bereitzustellen. Wenn Sie auf „Alle akzeptieren“ klicken, verwenden wir Cookies auch, um neue Dienste zu entwickeln.</p><button>Alle ablehnen</button><button>Alle akzeptieren</button>",
            "de",
        ),
    ),
    (
        "consent",
        200,
        page(
            "Example is part of the Example family of brands",
            "<h1>We care about your privacy</h1><p>When you use our sites and apps, we use cookies. Cookies allow us to provide our services to you.</p><p>If you click 'Accept all', we and our 237 partners will also store and/or access information on a device and process personal data for personalised advertising and content, measurement and audience research.</p><button>Accept all</button><button>Reject all</button><a>Manage privacy settings</a>",
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "404 | Example",
            NAV
            + "<main><h1>Oops! Lost in space</h1><p>The page you requested could not be found. Try searching or go back to the homepage.</p></main>"
            + FOOT,
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "Example - Partners",
            NAV
            + "<main><h1>Sorry, we couldn’t find that page</h1><p>It may have moved, or the link may be out of date. Here are some popular pages:</p><ul><li><a>Products</a></li><li><a>Pricing</a></li><li><a>Docs</a></li><li><a>Contact sales</a></li></ul></main>"
            + FOOT,
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "404: This page could not be found.",
            '<div id="__next"><h1>404</h1><h2>This page could not be found.</h2></div><script src="/_next/static/x.js"></script>',
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "Seite nicht gefunden",
            "<h1>Seite nicht gefunden</h1><p>Die angeforderte Seite existiert leider nicht mehr.</p>",
            "de",
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "お探しのページは見つかりません",
            "<h1>お探しのページは見つかりません</h1><p>ページが移動または削除された可能性があります。</p>",
            "ja",
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "Page Not Found",
            NAV
            + "<main><h1>Page Not Found</h1><p>Sorry.</p><h2>Popular articles</h2>"
            + "".join(
                f"<p>How our customers build reliable systems number {i}, and what their engineers learned on the way to production at scale.</p>"
                for i in range(30)
            )
            + "</main>"
            + FOOT,
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "example.com", "<p>This domain is for sale. example.com may be parked. Buy this domain today.</p>"
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "Welcome to nginx!",
            "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working. Further configuration is required.</p><p>For online documentation and support please refer to nginx.org.</p><p><em>Thank you for using nginx.</em></p>",
        ),
    ),
    (
        "maintenance",
        200,
        page(
            "Site under maintenance",
            "<h1>Site under maintenance</h1><p>We are performing scheduled maintenance and will be back shortly. Thank you for your patience.</p>",
        ),
    ),
    (
        "maintenance",
        503,
        page(
            "Example",
            "<h1>Sorry, we’re doing some work on the site</h1><p>We expect to be back online within the hour.</p>",
        ),
    ),
    (
        "maintenance",
        200,
        page(
            "We'll be back soon!",
            "<h1>We&rsquo;ll be back soon!</h1><p>Sorry for the inconvenience but we&rsquo;re performing some maintenance at the moment. If you need to you can always contact us, otherwise we&rsquo;ll be back online shortly!</p><p>&mdash; The Team</p>",
        ),
    ),
    (
        "server_error",
        503,
        page(
            "503 Service Temporarily Unavailable",
            "<center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx</center>",
        ),
    ),
    (
        "server_error",
        200,
        page(
            "Application error",
            "<h2>Application error: a client-side exception has occurred (see the browser console for more information).</h2>",
        ),
    ),
    ("server_error", 500, ""),
    ("server_error", 200, page("Error", "<h1>Error establishing a database connection</h1>")),
    (
        "server_error",
        200,
        page(
            "Oops",
            "<h1>Something went wrong</h1><p>An unexpected error has occurred. Please try again later or contact support.</p>",
        ),
    ),
    ("empty_shell", 200, page("Partner Portal", '<div id="app"></div><script src="/app.js"></script>')),
    (
        "empty_shell",
        200,
        page(
            "Example",
            '<noscript><strong>We\'re sorry but portal doesn\'t work properly without JavaScript enabled. Please enable it to continue.</strong></noscript><div id="app"><div class="spinner">Loading...</div></div><script src="/js/chunk.js"></script>',
        ),
    ),
    ("empty_shell", 200, page("", '<script>window.location="/home"</script>')),
    (
        "empty_shell",
        200,
        page(
            "Redirecting…",
            '<p>Redirecting...</p><a href="https://x">Click here if you are not redirected.</a>',
        ),
    ),
    (
        "empty_shell",
        200,
        page(
            "Partners",
            '<webruntime-app></webruntime-app><div class="auraMsgBox">Loading</div><div id="auraErrorMask">Sorry to interrupt CSS Error Refresh</div><script>aura()</script>',
        ),
    ),
    ("empty_shell", 200, ""),
    (
        "empty_shell",
        200,
        page("Example", NAV + '<div id="root"></div>' + FOOT + '<script src="/static/js/main.js"></script>'),
    ),
    (
        "rate_limited",
        200,
        page(
            "Too Many Requests",
            "<h1>Too many requests</h1><p>You have sent too many requests in a short time. Please wait a few minutes and try again.</p>",
        ),
    ),
    ("rate_limited", 200, "Rate limit exceeded. Please slow down and try again later."),
    ("rate_limited", 429, "Slow down"),
    (
        "region_block",
        200,
        page(
            "Not available", "<h1>Sorry!</h1><p>This content is not available in your country or region.</p>"
        ),
    ),
    (
        "region_block",
        403,
        page(
            "Access restricted",
            "<p>Due to export control regulations, access from your country is restricted.</p>",
        ),
    ),
    (
        "region_block",
        200,
        page(
            "451: Unavailable due to legal reasons",
            "<h1>451: Unavailable due to legal reasons</h1><p>We recognize you are attempting to access this website from a country belonging to the European Economic Area (EEA) including the EU which enforces the General Data Protection Regulation (GDPR) and therefore access cannot be granted at this time.</p>",
        ),
    ),
    (
        "region_block",
        200,
        page(
            "App unavailable in region",
            "<h1>App unavailable</h1><p>Unfortunately, Assistant is only available in certain regions right now. We are working hard to expand to other regions soon.</p>",
        ),
    ),
    (
        "gone",
        200,
        page(
            "Partner guide",
            "<h1>This page has been retired</h1><p>The content you are looking for is no longer available.</p>",
        ),
    ),
    ("gone", 200, page("Archived", "<p>This article has been retired and is no longer maintained.</p>")),
    ("not_found", 404, page("x", "x")),
    ("gone", 410, ""),
    ("region_block", 451, ""),
    (
        "wrong_language",
        200,
        page(
            "Partnerprogramm",
            "<h1>Partnerprogramm</h1>"
            + "<p>Die Partner müssen mindestens zehn zertifizierte Personen beschäftigen und die Zertifizierung alle zwei Jahre erneuern, damit sie nicht verfällt.</p>"
            * 5,
            "de",
        ),
    ),
    (
        "truncated",
        200,
        '<!doctype html><html lang="en"><head><title>Partner program</title></head><body><main><h1>Partner program</h1><p>'
        + FILL * 10,
    ),
    (
        "truncated",
        200,
        '<!doctype html><html lang="en"><head><title>Partner program</title></head><body><h1>Partner program</h1><p>'
        + FILL * 10
        + '</p><p class="x',
    ),
    # healthy
    (
        "healthy",
        200,
        page(
            "Sign in to Partner Center | Docs",
            NAV
            + "<main><h1>Sign in to Partner Center</h1><p>"
            + FILL * 6
            + "To sign in, use your work account and password. Forgot password? Use self-service reset.</p></main>"
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Partner program",
            NAV
            + "<main><h1>Partner program</h1><p>Sign in to see your tier.</p><p>"
            + FILL * 2
            + '</p></main><form action="/login"><input type="password"></form>'
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Exam access codes",
            NAV
            + "<main><h1>Exam access codes</h1><p>Certification exams need an access code. "
            + FILL * 2
            + 'If you see "page not found", your code has expired. Please enable JavaScript and cookies to take the exam.</p></main>'
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Maintenance of your certification",
            NAV
            + "<main><h1>Maintenance of your certification</h1><p>"
            + FILL * 2
            + "Annual maintenance fees apply. During scheduled maintenance exams are unavailable.</p></main>"
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Partner program FAQ",
            NAV
            + "<main><h1>FAQ</h1><p>Is the program available in my region? The program is not available in your country yet if it is listed below. "
            + FILL * 2
            + "</p></main>"
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Cookie cutter partners",
            NAV
            + '<div id="onetrust-banner"><p>We use cookies. Accept all or reject all.</p></div><main><h1>Partner tiers</h1><p>'
            + FILL
            + "</p></main>"
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page("Partner tiers", "<p>Gold: 10 certified people.</p><p>Silver: 4 certified people.</p>"),
    ),
    (
        "healthy",
        200,
        page(
            "Partner interest form",
            NAV
            + '<main><h1>Join the partner network</h1><p>Tell us about your company. We will contact you within 5 business days.</p><form><label>Work email</label><input name="email"><label>Company</label><input name="company"><button>Submit</button></form></main>'
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "The Silver tier was retired in 2025",
            NAV + "<main><h1>The Silver tier was retired in 2025</h1><p>" + FILL * 4 + "</p></main>" + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Rate limits",
            NAV
            + "<main><h1>Rate limits</h1><p>"
            + FILL * 2
            + "Too many requests return 429.</p></main>"
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Partner directory",
            NAV
            + "<main><h1>Find a partner</h1><p>Choose your region to see the partners there. Each partner was verified by us within twelve months.</p></main>"
            + FOOT
            + '<script src="https://challenges.cloudflare.com/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js"></script>',
        ),
    ),
    (
        "healthy",
        200,
        "<!doctype html><html><head><title>Tiers</title><body><h1>Tiers</h1><p>"
        + FILL
        + "<ul><li>Gold<li>Silver</ul>",
    ),
    (
        "healthy",
        200,
        page(
            "Partner login and directory",
            NAV
            + "<main><h1>Partner directory</h1><p>Buyers can look up each certified partner, its tier and its verified specializations. "
            + FILL
            + "</p></main>"
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Security certification",
            NAV
            + "<main><h1>Security check requirements</h1><p>Partners must complete the security check each year. "
            + FILL
            + "</p></main>"
            + FOOT,
            head='<script src="https://www.google.com/recaptcha/api.js"></script>',
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Coming soon: certifications",
            NAV
            + "<main><h1>Certifications</h1><p>Certification tracks for developers and architects open in the fall of 2026. Check back soon for exam dates; the exam fee is 150 USD.</p></main>"
            + FOOT,
        ),
    ),
    (
        "healthy",
        200,
        page("Authentication", NAV + "<main><h1>Authentication</h1><p>" + FILL * 2 + "</p></main>" + FOOT),
    ),
    (
        "healthy",
        200,
        page(
            "Program guide update",
            "<h1>Program update</h1><p>The Registered tier has been discontinued as of 1 March 2026; all partners need at least four certified people to stay in the program from then on. Questions go to partners@example.com, and answers are given within five business days after that.</p>",
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "You are being verified",
            "<h1>Verify you are human</h1><p>example.com needs to review the security of your connection before proceeding.</p>",
        ),
    ),
    (
        "bot_check",
        403,
        page(
            "Forbidden",
            "<h1>Access blocked</h1><p>Your IP address has been flagged for suspicious activity. If you believe this is an error, contact support with incident ID 123.</p>",
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "Are you a robot?",
            '<p>Please confirm you are not a robot by ticking the box.</p><div class="g-recaptcha"></div>',
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "Example",
            "<h2>Please verify you are a human</h2><p>Access to this page has been denied because we believe you are using automation tools to browse the website.</p><p>This may happen as a result of the following:</p><ul><li>Javascript is disabled or blocked by an extension (ad blockers for example)</li><li>Your browser does not support cookies</li></ul><p>Please make sure that Javascript and cookies are enabled on your browser and that you are not blocking them from loading.</p><p>Reference ID: #abc</p><p>Powered by PerimeterX, Inc.</p>",
        ),
    ),
    (
        "bot_check",
        200,
        page(
            "DDoS-Guard",
            "<h1>Checking your browser before accessing example.com</h1><p>This process is automatic. Your browser will redirect to your requested content shortly.</p>",
        ),
    ),
    (
        "login",
        200,
        page(
            "Sign In | Vendor Partner Central",
            NAV
            + '<main><h1>Partner Central</h1><p>Welcome to Partner Central. Sign in to access your resources.</p><form><input name="email" placeholder="Email"><input type="password" placeholder="Password"><button>Sign in</button></form><p>Need help? Contact support.</p></main>'
            + FOOT,
        ),
    ),
    (
        "login",
        200,
        page(
            "Login",
            '<div id="okta-sign-in"></div><form action="/login/do"><input name="username"><input type="password"></form>',
        ),
    ),
    (
        "login",
        200,
        page("Restricted", '<h1>You need to sign in to view this page</h1><a href="/login">Sign in</a>'),
    ),
    (
        "login",
        200,
        page("Session expired", "<p>Your session has expired. Please log in again to continue.</p>"),
    ),
    (
        "login",
        200,
        page("SSO", "<p>Redirecting to your identity provider to sign in with single sign-on...</p>"),
    ),
    (
        "login",
        403,
        page(
            "Access denied",
            '<h1>Sign in required</h1><p>You must be logged in to access this page.</p><form action="/login"><input type="password"></form>',
        ),
    ),
    (
        "consent",
        200,
        page(
            "Cookies",
            '<div class="wall"><h2>Your choices about cookies</h2><p>To continue to our site, please accept cookies or subscribe. We and our partners store and access information on your device.</p><button>Accept and continue</button><button>Subscribe</button></div>',
        ),
    ),
    (
        "consent",
        200,
        page(
            "example.com",
            "<h1>We value your privacy</h1><p>We and our 842 partners use cookies to process personal data.</p><button>Agree</button><button>Disagree</button>",
        ),
    ),
    (
        "consent",
        200,
        page(
            "Avant de continuer",
            "<h1>Avant de continuer</h1><p>Nous utilisons des cookies pour mesurer l'audience. Vous pouvez accepter ou refuser.</p><button>Tout accepter</button>",
            "fr",
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "Vendor",
            NAV
            + '<main><h1>Whoops!</h1><p>That page is gone or never existed.</p><a href="/">Take me home</a></main>'
            + FOOT,
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "Error 404 - Vendor",
            NAV + "<main><h2>This is not the page you are looking for</h2></main>" + FOOT,
        ),
    ),
    (
        "soft_404",
        200,
        page(
            "Partner Help Center",
            NAV
            + "<main><h1>The page you were looking for doesn't exist</h1><p>You may have mistyped the address or the page may have moved</p><p>Take me back to the home page</p></main>"
            + FOOT,
        ),
    ),
    ("soft_404", 200, page("Not Found", "<p>The requested URL was not found on this server.</p>")),
    (
        "soft_404",
        200,
        page(
            "Página no encontrada", "<h1>Página no encontrada</h1><p>La página que busca no existe.</p>", "es"
        ),
    ),
    (
        "soft_404",
        200,
        page("Page introuvable", "<h1>Oups !</h1><p>La page que vous recherchez est introuvable.</p>", "fr"),
    ),
    (
        "maintenance",
        200,
        page(
            "Scheduled Maintenance",
            "<h1>Scheduled Maintenance</h1><p>Our website is undergoing maintenance. We will be back at 06:00 UTC.</p>",
        ),
    ),
    (
        "maintenance",
        200,
        page("Vendor", "<h1>Temporarily down for maintenance</h1><p>Please check back soon.</p>"),
    ),
    (
        "maintenance",
        503,
        page(
            "Wartungsarbeiten", "<h1>Wartungsarbeiten</h1><p>Wir sind in Kürze wieder für Sie da.</p>", "de"
        ),
    ),
    (
        "maintenance",
        200,
        page(
            "Hold tight",
            "<p>We are upgrading our systems and will be back online shortly. Thank you for your patience.</p>",
        ),
    ),
    ("server_error", 504, page("504 Gateway Time-out", "<h1>504 Gateway Time-out</h1>")),
    (
        "server_error",
        522,
        page("example.com | 522: Connection timed out", "<h1>Connection timed out Error code 522</h1>"),
    ),
    (
        "server_error",
        500,
        page(
            "Internal Server Error",
            "<h1>Internal Server Error</h1><p>The server encountered an internal error or misconfiguration and was unable to complete your request.</p>",
        ),
    ),
    (
        "server_error",
        200,
        page(
            "Runtime Error",
            "<h1>Server Error in '/' Application.</h1><h2>Runtime Error</h2><p>An application error occurred on the server.</p>",
        ),
    ),
    ("empty_shell", 200, page("Vendor", '<div id="__nuxt"></div><script>window.__NUXT__={}</script>')),
    (
        "empty_shell",
        200,
        page("Vendor", '<app-root></app-root><script src="main.js" type="module"></script>'),
    ),
    (
        "empty_shell",
        200,
        page("Loading", '<div class="loader">Loading, please wait</div><script src="/x.js"></script>'),
    ),
    (
        "empty_shell",
        200,
        page("Unsupported browser", "<p>Your browser is not supported. Please upgrade your browser.</p>"),
    ),
    ("empty_shell", 200, page("", "<noscript>JavaScript is required to view this page.</noscript>")),
    (
        "empty_shell",
        200,
        page("Vendor", '<meta http-equiv="refresh" content="0;url=/en/"><p>You are being redirected.</p>'),
    ),
    ("rate_limited", 200, page("429", "<h1>429 Too Many Requests</h1><p>Try again in 60 seconds.</p>")),
    ("rate_limited", 503, page("Slow down", "<p>You are making too many requests. Please slow down.</p>")),
    (
        "rate_limited",
        200,
        page("Whoa there!", "<h1>Whoa there!</h1><p>You have exceeded the rate limit.</p>"),
    ),
    (
        "region_block",
        200,
        page(
            "Sorry",
            "<h1>Not available in your region</h1><p>This service isn't available in your country yet.</p>",
        ),
    ),
    ("region_block", 403, page("Forbidden", "<p>Access from your location is not permitted.</p>")),
    (
        "region_block",
        200,
        page("Nicht verfügbar", "<p>Diese Inhalte sind in Ihrem Land nicht verfügbar.</p>", "de"),
    ),
    (
        "region_block",
        200,
        page(
            "Select your region",
            "<h1>Select your region</h1><ul><li>United States</li><li>Deutschland</li><li>France</li><li>日本</li></ul>",
        ),
    ),
    (
        "gone",
        200,
        page(
            "Program",
            "<h1>This program is no longer available</h1><p>The certification program was discontinued on 31 March 2026.</p>",
        ),
    ),
    ("gone", 200, page("Retired", "<p>The partner guide has been archived and is no longer maintained.</p>")),
    (
        "healthy",
        200,
        page(
            "Partner program news",
            "<article><h1>Vendor launches partner program</h1><p>The vendor will invest 150 million dollars and certify 300,000 consultants by the end of 2027. Applications open next month, and the first cohort starts in the fall.</p></article>",
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Find a partner",
            '<main><h1>Find a partner</h1><p>Search our directory by region, industry and specialization.</p><input type="search"></main><div id="root"></div><script src="a.js"></script>',
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Renewal",
            "<main><h1>Certification renewal</h1><p>Your certification expires after 12 months. Log in to renew it; a renewal assessment is free.</p></main>",
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Retired certifications",
            "<main><h1>Retired certifications</h1><p>The Associate exam was retired on 30 June 2025. The Professional exam is available in English and Japanese, costs 200 USD and lasts 120 minutes.</p></main>",
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Support",
            "<main><h1>Support terms</h1><p>Partners answer critical incidents within one hour. Service credits apply when the service is unavailable. Maintenance windows are announced five days ahead.</p></main>",
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Privacy certification",
            "<main><h1>Privacy specialization</h1><p>Partners show two customer references on privacy and consent management, and three certified people. Cookies are covered by the exam.</p></main>",
        ),
    ),
    (
        "healthy",
        200,
        page(
            "Bot builders",
            "<main><h1>Bot developer certification</h1><p>Prove that you can build a bot. The exam has 60 questions and a captcha-free remote proctoring.</p></main>",
        ),
    ),
    (
        "healthy",
        200,
        page(
            "FAQ",
            "<main><h1>FAQ</h1><h2>Why can't I find my certificate?</h2><p>It may take five days. If you cannot find it, write to us.</p><h2>What is the fee?</h2><p>99 USD.</p></main>",
        ),
    ),
]
