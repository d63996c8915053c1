"""What brings a message out: mail, a webhook, a gateway for SMS, voice or Zalo, CAP for warnings, a folder."""
