"""The site's addresses as they are where e-mail can be sent."""

from django.urls import include, path

from accounts.entrance_urls import with_mail
from config.urls import urlpatterns as of_the_site

urlpatterns = [path("accounts/", include(with_mail)), *of_the_site]
